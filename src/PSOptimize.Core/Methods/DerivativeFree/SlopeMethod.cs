using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Schedules;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>A method that moves along random directions by the differences of the values on both sides of its point.</summary>
/// <remarks>
/// Differs from the papers: the point itself is evaluated too, one evaluation more a step, so that each row of a trajectory and
/// each stop rule has its value; trials and moves are clipped to the bounds; a pair with a value that is not finite is left out.
/// </remarks>
public abstract record SlopeMethod : DerivativeFreeMethod<SlopeMemory>
{
    /// <summary>For derived methods.</summary>
    /// <param name="learningRate">The method's default rate.</param>
    protected SlopeMethod(Schedule learningRate) => LearningRate = learningRate;

    /// <summary>α ≥ 0: a number, or a <see cref="Schedule"/>; each method has a default of its own.</summary>
    [NonNegative] public Schedule LearningRate { get; init => field = Checked(value); }

    /// <inheritdoc/>
    protected internal sealed override SlopeMemory First(Vector point, Key key, Region region)
    {
        var memory = new SlopeMemory(point, key) { ScheduleMemory = Vector.Repeat(LearningRate.Memory, double.NaN) };
        return Around(memory, 0, region);
    }

    /// <inheritdoc/>
    protected internal sealed override SlopeMemory Next(SlopeMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        var schedule = memory.ScheduleMemory.ToArray();
        var rate = Decay(memory.Step) * LearningRate.At(new ScheduleTime(memory.Step + 1, values[0]), schedule);
        var point = region.Project(memory.Point - rate * Slope(memory, values.AsSpan(1)));
        return Around(memory with { Point = point, LearningRate = rate, ScheduleMemory = Vector.Copy(schedule) }, memory.Step + 1, region);
    }

    /// <inheritdoc/>
    protected internal sealed override bool AlwaysMoves => true;

    /// <summary>ν, the distance of the trials from the point at a step.</summary>
    /// <param name="step">From 0.</param>
    protected abstract double Distance(long step);

    /// <summary>What multiplies the rate at a step.</summary>
    /// <param name="step">From 0.</param>
    protected virtual double Decay(long step) => 1;

    /// <summary>The directions of a step.</summary>
    /// <param name="dimension">The length of each.</param>
    /// <param name="key">Where the draws come from.</param>
    protected abstract IEnumerable<Vector> Draw(int dimension, Key key);

    /// <summary>What the rate multiplies and the point loses.</summary>
    /// <param name="memory">The memory, with its directions.</param>
    /// <param name="values">f(x + νδ) and f(x − νδ) of each direction, in turn.</param>
    protected abstract Vector Slope(SlopeMemory memory, ReadOnlySpan<double> values);

    /// <summary>The difference of a pair of values, or 0 where it says nothing.</summary>
    /// <param name="up">f(x + νδ).</param>
    /// <param name="down">f(x − νδ).</param>
    protected static double Difference(double up, double down) => double.IsFinite(up - down) ? up - down : 0;

    /// <summary>The memory with the trials around its point.</summary>
    private SlopeMemory Around(SlopeMemory memory, long step, Region region)
    {
        var directions = Draw(memory.Point.Count, memory.Key.Fold(step)).ToArray();
        var trials = directions.SelectMany(direction => (Vector[])
        [
            region.Project(memory.Point + Distance(step) * direction),
            region.Project(memory.Point - Distance(step) * direction),
        ]);
        return memory with { Directions = VectorList.OfSeq(directions), Trials = VectorList.OfSeq(trials.Prepend(memory.Point)) };
    }
}
