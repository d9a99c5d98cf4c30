using PSOptimize.Checks;
using PSOptimize.Randomness;
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

    /// <summary>The first step to an unknown end of the bracket > 0, default 1.</summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 1;

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
            Reach = Radius,
            Second = point[0],
            Third = point[0],
        };
    }

    /// <inheritdoc/>
    protected internal sealed override LineMemory Next(LineMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        var next = memory with { };
        if (memory.Step == 0) next.Value = next.SecondValue = next.ThirdValue = values[0];
        else Learn(next, memory.Trials[0][0], values[0]);
        if (double.IsInfinity(next.Upper)) Seek(next, next.Reach);
        else if (double.IsInfinity(next.Lower)) Seek(next, -next.Reach);
        else next.Trials = VectorList.Of(Vector.Create(Math.Clamp(Inside(next), next.Lower, next.Upper)));
        next.LearningRate = next.Upper - next.Lower;
        return next;
    }

    /// <summary>Takes in a value: the bracket becomes shorter, and what is remembered follows.</summary>
    /// <param name="next">The memory in the making.</param>
    /// <param name="place">The trial.</param>
    /// <param name="value">Its value.</param>
    private protected virtual void Learn(LineMemory next, double place, double value)
    {
        var point = next.Point[0];
        if (value < next.Value)
        {
            if (place > point) next.Lower = point;
            else if (place < point) next.Upper = point;
            (next.Point, next.Value) = (Vector.Create(place), value);
        }
        else if (place > point) next.Upper = place;
        else if (place < point) next.Lower = place;
    }

    /// <summary>The next trial within a finite bracket.</summary>
    private protected abstract double Inside(LineMemory next);

    /// <summary>The golden section of the longer side of the bracket.</summary>
    private protected static double Section(LineMemory memory)
    {
        var point = memory.Point[0];
        return point + Golden * (memory.Upper - point >= point - memory.Lower ? memory.Upper - point : memory.Lower - point);
    }

    private static void Seek(LineMemory next, double step)
    {
        next.Trials = VectorList.Of(Vector.Create(next.Point[0] + step));
        next.Reach /= 1 - Golden;
    }
}
