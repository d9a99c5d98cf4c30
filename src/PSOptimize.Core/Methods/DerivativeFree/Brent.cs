using PSOptimize.Checks;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Brent's method in one coordinate: steps to the minimum of a parabola through the three best places,
/// and golden sections where that fails.
/// </summary>
/// <remarks>
/// Brent 1973, "Algorithms for minimization without derivatives", chapter 5, procedure localmin. Differs from the book: the start is
/// the first inner place, and the method does not stop by itself; at its limit it keeps trying places at the tolerance.
/// </remarks>
/// <example><code>Optimizer.Run(Problem.Of(objective).KeptWithin(Box.Of(0, 3)), new Brent(), Vector.Create(1))</code></example>
[About("step to the minimum of a parabola through the three best places, else golden section", "Brent 1973, chapter 5")]
public sealed record Brent : LineSearch
{
    /// <summary>Trials are at least this share of |x| apart, > 0, default 1.5e-8 ≈ √(machine precision).</summary>
    [Positive] public double Tolerance { get; init => field = Checked(value); } = 1.5e-8;

    private protected override void Learn(LineMemory next, double place, double value)
    {
        var (point, before) = (next.Point[0], next.Value);
        base.Learn(next, place, value);
        if (value < before)
            (next.Third, next.ThirdValue, next.Second, next.SecondValue) = (next.Second, next.SecondValue, point, before);
        else if (value <= next.SecondValue || next.Second == point)
            (next.Third, next.ThirdValue, next.Second, next.SecondValue) = (next.Second, next.SecondValue, place, value);
        else if (value <= next.ThirdValue || next.Third == point || next.Third == next.Second)
            (next.Third, next.ThirdValue) = (place, value);
    }

    private protected override double Inside(LineMemory next)
    {
        var x = next.Point[0];
        var tolerance = Tolerance * Math.Abs(x) + 1e-12;
        var middle = (next.Lower + next.Upper) / 2;
        var (move, earlier) = (next.Move, next.EarlierMove);
        if (Math.Abs(earlier) <= tolerance || !Parabola(next, tolerance, middle, out var step))
        {
            earlier = x < middle ? next.Upper - x : next.Lower - x;
            step = Golden * earlier;
        }
        else earlier = move;
        (next.EarlierMove, next.Move) = (earlier, step);
        return x + (Math.Abs(step) >= tolerance ? step : Math.CopySign(tolerance, step));
    }

    /// <summary>
    /// The step to the minimum of the parabola, where it lies well inside and is less than half the move before the last.
    /// </summary>
    private static bool Parabola(LineMemory next, double tolerance, double middle, out double step)
    {
        var x = next.Point[0];
        var r = (x - next.Second) * (next.Value - next.ThirdValue);
        var q = (x - next.Third) * (next.Value - next.SecondValue);
        var p = (x - next.Third) * q - (x - next.Second) * r;
        q = 2 * (q - r);
        if (q > 0) p = -p;
        q = Math.Abs(q);
        step = p / q;
        var shorter = Math.Abs(p) < Math.Abs(0.5 * q * next.EarlierMove);
        var inside = p > q * (next.Lower - x) && p < q * (next.Upper - x);
        if (!double.IsFinite(step) || !shorter || !inside) return false;
        if (x + step - next.Lower < 2 * tolerance || next.Upper - (x + step) < 2 * tolerance) step = x < middle ? tolerance : -tolerance;
        return true;
    }
}
