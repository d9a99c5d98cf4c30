using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>A method that needs values alone. It counts a value that is not a finite number as worse than every other.</summary>
/// <remarks>
/// Derive a record, give it hyperparameters as properties, and say in <see cref="First"/> and <see cref="Next"/> which trials a
/// state wants. Draws come from <c>state.Key.Fold(step)</c>, so that each transition has its own.
/// </remarks>
/// <typeparam name="TState">The state of the method.</typeparam>
public abstract record DerivativeFreeMethod<TState> : Method where TState : TrialState
{
    /// <summary>The box that holds every trial, default unbounded. Where it is finite, its widths are the units of lengths.</summary>
    public Box Bounds
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Bounds));
            field = value;
        }
    } = Box.Unbounded;

    /// <inheritdoc/>
    public sealed override Wants Wants => Wants.Value;

    /// <inheritdoc/>
    public sealed override Request Ask(State state)
    {
        var own = Own<TState>(state);
        return new Request(Wants.Value, new Draw(own.Key, own.Step), [.. own.Trials.AsSeq()]);
    }

    /// <inheritdoc/>
    public sealed override State Tell(State state, params Evaluation[] evaluations)
    {
        var own = Own<TState>(state);
        Fitting(evaluations, own.Trials.Count, own.Point.Count);
        var next = Next(own, [.. evaluations.Select(evaluation => double.IsFinite(evaluation.Value) ? evaluation.Value : double.PositiveInfinity)]);
        return next with { Step = own.Step + 1, StepNorm = (next.Point - own.Point).Norm() };
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The start lies outside the bounds, or has another number of coordinates.</exception>
    protected sealed override State Begin(Vector point, Key key) => Bounds.Contains(point)
        ? First(point, key)
        : throw new ArgumentException($"The starting point {point} lies outside the bounds {Bounds}: start within, or widen the bounds.", nameof(point));

    /// <summary>The state at a starting point within the bounds; its first trial is that point.</summary>
    /// <param name="point">The starting point.</param>
    /// <param name="key">Where draws come from.</param>
    protected abstract TState First(Vector point, Key key);

    /// <summary>The state after the trials of a state have been evaluated; step and step norm are set by the caller.</summary>
    /// <param name="state">The state; not to be changed.</param>
    /// <param name="values">The values of its trials, in order; ∞ for those that are not finite.</param>
    protected abstract TState Next(TState state, double[] values);

    /// <summary>The unit of length in each coordinate: the width of the box where it is finite, else 1.</summary>
    /// <param name="dimension">The number of coordinates.</param>
    protected Vector Units(int dimension) => Bounds.For(dimension).Width.Map(width => double.IsFinite(width) && width > 0 ? width : 1);

    /// <summary>A draw from the normal distribution around a point, mirrored into the bounds.</summary>
    /// <param name="point">The centre.</param>
    /// <param name="deviation">The standard deviation, in <see cref="Units"/>.</param>
    /// <param name="key">Where the draw comes from.</param>
    protected Vector Near(Vector point, double deviation, Key key)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Bounds.Reflect(point + deviation * Units(point.Count).Times(key.Normals(point.Count)));
    }

    /// <summary>A draw that knows no point: uniform from a finite box, else around a centre.</summary>
    /// <param name="centre">The centre where the box is not finite.</param>
    /// <param name="deviation">The standard deviation around the centre, in <see cref="Units"/>.</param>
    /// <param name="key">Where the draw comes from.</param>
    protected Vector Anywhere(Vector centre, double deviation, Key key)
    {
        ArgumentNullException.ThrowIfNull(centre);
        var box = Bounds.For(centre.Count);
        return box.IsFinite ? box.Project(box.Lower + box.Width.Times(key.Uniforms(centre.Count))) : Near(centre, deviation, key);
    }
}
