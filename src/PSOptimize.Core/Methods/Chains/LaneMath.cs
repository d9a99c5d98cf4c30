using System.Runtime.CompilerServices;

namespace PSOptimize.Methods.Chains;

/// <summary>The few element-wise functions that the rules share.</summary>
internal static class LaneMath
{
    /// <summary><c>ab + c</c>, rounded once where the machine can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MultiplyAdd(Lanes a, Lanes b, Lanes c) => Simd.MultiplyAddEstimate(a, b, c);

    /// <summary>−1, 0 or 1 by the sign of the element; NaN stays, so that a divergence shows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Sign(Lanes lanes) => Simd.ConditionalSelect(
        Simd.GreaterThan(lanes, Lanes.Zero), Lanes.One, Simd.ConditionalSelect(Simd.LessThan(lanes, Lanes.Zero), -Lanes.One, lanes));

    /// <summary>The cube root of elements that are 0 or from 1e-300 to 1e300.</summary>
    // A third of the bits of a number is that of its exponent: within 5 % of the root. Each round of Halley's cubes the error.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes CubeRoot(Lanes lanes)
    {
        var bits = Simd.AsUInt64(lanes);
        var third = Simd.ShiftRightLogical(bits, 2) + Simd.ShiftRightLogical(bits, 4);
        third += Simd.ShiftRightLogical(third, 4);
        third += Simd.ShiftRightLogical(third, 8);
        third += Simd.ShiftRightLogical(third, 16);
        var root = Simd.AsDouble(third + Simd.Create(715094163UL << 32));
        root = Closer(Closer(Closer(root, lanes), lanes), lanes);
        return Simd.ConditionalSelect(Simd.Equals(lanes, Lanes.Zero), Lanes.Zero, root);

        static Lanes Closer(Lanes root, Lanes of)
        {
            var cube = root * root * root;
            return root * ((cube + of + of) / (cube + cube + of));
        }
    }

    /// <summary>The element where it is finite, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes FiniteOrZero(Lanes lanes) => Simd.ConditionalSelect(Finite(lanes), lanes, Lanes.Zero);

    /// <summary>Whether every element is finite.</summary>
    public static bool IsFinite(ReadOnlySpan<double> span)
    {
        var i = 0;
        for (; i <= span.Length - Lanes.Count; i += Lanes.Count)
            if (!Simd.LessThanAll(Simd.Abs(Simd.Create(span[i..])), Simd.Create(double.PositiveInfinity))) return false;
        for (; i < span.Length; i++)
            if (!double.IsFinite(span[i])) return false;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Finite(Lanes lanes) => Simd.LessThan(Simd.Abs(lanes), Simd.Create(double.PositiveInfinity));
}
