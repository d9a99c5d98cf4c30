using PSOptimize.Randomness;
using PSOptimize.Schedules;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>A method that moves along random directions by the differences of the values on both sides of its point.</summary>
/// <remarks>
/// Differs from the papers: the point itself is evaluated too, one evaluation more a step, so that each row of a trajectory and
/// each stop rule has its value; trials and moves are clipped to the bounds; a pair with a value that is not finite is left out.
/// </remarks>
public abstract record SlopeMethod : DerivativeFreeMethod<SlopeState>
{
    /// <summary>For derived methods.</summary>
    /// <param name="learningRate">The method's default rate.</param>
    protected SlopeMethod(Schedule learningRate) => LearningRate = learningRate;

    /// <summary>α ≥ 0: a number, or a <see cref="Schedule"/>; each method has a default of its own.</summary>
    public Schedule LearningRate { get; init => field = Schedule.AsRate(value); }

    /// <inheritdoc/>
    protected sealed override SlopeState First(Vector point, Key key)
    {
        var state = new SlopeState(point, key) { ScheduleMemory = Vector.Repeat(LearningRate.Memory, double.NaN) };
        Look(state, 0);
        return state;
    }

    /// <inheritdoc/>
    protected sealed override SlopeState Next(SlopeState state, double[] values)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(values);
        var memory = state.ScheduleMemory.ToArray();
        var rate = Decay(state.Step) * LearningRate.At(new ScheduleTime(state.Step + 1, values[0]), memory);
        var next = state with { LearningRate = rate, ScheduleMemory = Vector.Copy(memory) };
        next.Point = Bounds.Project(state.Point - rate * Slope(state, values.AsSpan(1)));
        Look(next, state.Step + 1);
        return next;
    }

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
    /// <param name="state">The state, with its directions.</param>
    /// <param name="values">f(x + νδ) and f(x − νδ) of each direction, in turn.</param>
    protected abstract Vector Slope(SlopeState state, ReadOnlySpan<double> values);

    /// <summary>The difference of a pair of values, or 0 where it says nothing.</summary>
    /// <param name="up">f(x + νδ).</param>
    /// <param name="down">f(x − νδ).</param>
    protected static double Difference(double up, double down) => double.IsFinite(up - down) ? up - down : 0;

    private void Look(SlopeState state, long step)
    {
        var directions = Draw(state.Point.Count, state.Key.Fold(step)).ToArray();
        state.Directions = VectorList.OfSeq(directions);
        state.Trials = VectorList.OfSeq([state.Point, .. directions.SelectMany(direction => (Vector[])
        [
            Bounds.Project(state.Point + Distance(step) * direction),
            Bounds.Project(state.Point - Distance(step) * direction),
        ])]);
    }
}
