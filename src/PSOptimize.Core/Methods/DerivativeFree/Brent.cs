namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Brent's method in one coordinate: steps to the minimum of a parabola through the three best places,
/// and golden sections where that fails.
/// </summary>
/// <remarks>
/// Brent 1973, "Algorithms for minimization without derivatives", chapter 5, procedure localmin. Differs from the book: the start is
/// the first inner place.
/// </remarks>
/// <example><code>Optimizer.Run(Problem.Of(objective).KeptWithin(Box.Of(0, 3)), new Brent(), Vector.Create(1))</code></example>
[About("step to the minimum of a parabola through the three best places, else golden section", "Brent 1973, chapter 5",
    Use = "one coordinate, values alone: fast where the function is smooth")]
public sealed record Brent : LineSearch
{
    private protected override LineMemory Learned(LineMemory memory, double place, double value)
    {
        var (point, next) = (memory.Point[0], base.Learned(memory, place, value));
        var pushed = next with { Third = next.Second, ThirdValue = next.SecondValue };
        if (value < memory.Value) return pushed with { Second = point, SecondValue = memory.Value };
        if (value <= next.SecondValue || next.Second == point) return pushed with { Second = place, SecondValue = value };
        return value <= next.ThirdValue || next.Third == point || next.Third == next.Second
            ? next with { Third = place, ThirdValue = value }
            : next;
    }

    private protected override (LineMemory Memory, double Place) Inside(LineMemory memory)
    {
        var x = memory.Point[0];
        var tolerance = Nearest(memory);
        var middle = (memory.Lower + memory.Upper) / 2;
        var parabola = Math.Abs(memory.EarlierMove) <= tolerance ? null : Parabola(memory, tolerance, middle);
        // Else a golden section of the longer side, which counts as the move before.
        var side = x < middle ? memory.Upper - x : memory.Lower - x;
        var step = parabola ?? Golden * side;
        var next = memory with { EarlierMove = parabola is null ? side : memory.Move, Move = step };
        return (next, x + (Math.Abs(step) >= tolerance ? step : Math.CopySign(tolerance, step)));
    }

    /// <summary>The step to the minimum of the parabola, if it lies well inside and is less than half the move before the last.</summary>
    private static double? Parabola(LineMemory memory, double tolerance, double middle)
    {
        var x = memory.Point[0];
        var r = (x - memory.Second) * (memory.Value - memory.ThirdValue);
        var q = (x - memory.Third) * (memory.Value - memory.SecondValue);
        var p = (x - memory.Third) * q - (x - memory.Second) * r;
        q = 2 * (q - r);
        if (q > 0) p = -p;
        q = Math.Abs(q);
        var step = p / q;
        var inside = p > q * (memory.Lower - x) && p < q * (memory.Upper - x);
        if (!double.IsFinite(step) || !inside || !(Math.Abs(p) < Math.Abs(0.5 * q * memory.EarlierMove))) return null;
        var near = x + step - memory.Lower < 2 * tolerance || memory.Upper - (x + step) < 2 * tolerance;
        return near ? (x < middle ? tolerance : -tolerance) : step;
    }
}
