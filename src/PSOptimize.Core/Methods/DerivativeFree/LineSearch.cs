using PSOptimize.Checks;
using PSOptimize.Methods.Curvature;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>A search in one coordinate: it keeps a bracket around the best place and draws it together.</summary>
/// <remarks>
/// Where the bounds are infinite, the ends of the bracket are sought first, by steps that grow by 1.618: the function is
/// expected to rise somewhere on both sides.
/// </remarks>
public abstract record LineSearch : DerivativeFreeMethod<LineMemory>
{
    /// <summary>(3 − √5)/2, the share of the golden section.</summary>
    protected static double Golden { get; } = (3 - Math.Sqrt(5)) / 2;

    // Steps to an unknown end that have grown to this, in first ones, find none.
    private const double Farthest = 1e12;

    /// <summary>
    /// The first step to an unknown end of the bracket > 0, default 1, in the size of the coordinate at the start.
    /// </summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 1;

    /// <summary>
    /// Trials are at least this share of |x| apart, > 0, default 1.5e-8 ≈ √(machine precision); a bracket of twice that has converged.
    /// </summary>
    [Positive] public double Tolerance { get; init => field = Checked(value); } = 1.5e-8;

    /// <inheritdoc/>
    public sealed override bool EndsByItself => true;

    /// <summary>One.</summary>
    public sealed override int Dimension => 1;

    /// <inheritdoc/>
    protected internal sealed override LineMemory First(Vector point, Key key, Region region)
    {
        ArgumentNullException.ThrowIfNull(point);
        var box = region.Bounds.ForDimension(1);
        return new LineMemory(point, key)
        {
            Lower = box.Lower[0],
            Upper = box.Upper[0],
            Reach = Radius * region.Units[0],
            Second = point[0],
            Third = point[0],
        };
    }

    /// <inheritdoc/>
    protected internal sealed override Outcome? Verdict(LineMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (memory.Reach > Farthest * Radius * memory.Units[0]) return Endings.Unbounded(memory.Step, memory.Value);
        // Brent 1973, chapter 5: no place of the bracket is farther away than twice the tolerance.
        var farthest = Math.Max(memory.Upper - memory.Point[0], memory.Point[0] - memory.Lower);
        var allowed = 2 * Nearest(memory);
        return farthest <= allowed ? new Outcome.Converged("Bracket", farthest, allowed) : null;
    }

    /// <inheritdoc/>
    protected internal sealed override LineMemory Next(LineMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        var learned = memory.Step == 0
            ? memory with { Value = values[0], SecondValue = values[0], ThirdValue = values[0] }
            : Learned(memory, memory.Trials[0][0], values[0]);
        var (next, place) = double.IsInfinity(learned.Upper) ? Beyond(learned, learned.Reach)
            : double.IsInfinity(learned.Lower) ? Beyond(learned, -learned.Reach)
            : Inside(learned);
        var trial = double.IsInfinity(next.Upper - next.Lower) ? place : Math.Clamp(place, next.Lower, next.Upper);
        return next with { LearningRate = next.Upper - next.Lower, Trials = VectorList.Of(Vector.Create(trial)) };
    }

    /// <summary>The memory with one more value: the bracket becomes shorter, and what is remembered follows.</summary>
    /// <param name="memory">The memory before.</param>
    /// <param name="place">The trial.</param>
    /// <param name="value">Its value.</param>
    private protected virtual LineMemory Learned(LineMemory memory, double place, double value)
    {
        // The worse of the two places is an end of the bracket, on its side of the better one.
        var (point, better) = (memory.Point[0], value < memory.Value);
        var next = better ? memory with { Point = Vector.Create(place), Value = value } : memory;
        return (place > point, place < point, better) switch
        {
            (true, _, true) => next with { Lower = point },
            (true, _, false) => next with { Upper = place },
            (_, true, true) => next with { Upper = point },
            (_, true, false) => next with { Lower = place },
            _ => next,
        };
    }

    /// <summary>The next trial within a finite bracket, and the memory that goes with it.</summary>
    private protected abstract (LineMemory Memory, double Place) Inside(LineMemory memory);

    /// <summary>How near trials may be to each other.</summary>
    private protected double Nearest(LineMemory memory) => Tolerance * (Math.Abs(memory.Point[0]) + 1e-4 * memory.Units[0]);

    /// <summary>The golden section of the longer side of the bracket.</summary>
    private protected static double Section(LineMemory memory)
    {
        var point = memory.Point[0];
        return point + Golden * (memory.Upper - point >= point - memory.Lower ? memory.Upper - point : memory.Lower - point);
    }

    /// <summary>The next trial on the way to an end of the bracket.</summary>
    private static (LineMemory Memory, double Place) Beyond(LineMemory memory, double step) =>
        (memory with { Reach = memory.Reach / (1 - Golden) }, memory.Point[0] + step);
}
