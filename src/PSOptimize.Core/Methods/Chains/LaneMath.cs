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
