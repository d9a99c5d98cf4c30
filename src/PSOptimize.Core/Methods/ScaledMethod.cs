using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// A method that works on <c>x/s</c>, the point divided by the typical size of each coordinate, while everybody else sees x: for
/// problems whose coordinates differ by orders of magnitude. Made by <see cref="Method.WithScale"/>.
/// </summary>
/// <remarks>The change of variables is that of Dennis and Schnabel 1983, "Numerical methods for unconstrained optimization", §7.1.</remarks>
public sealed record ScaledMethod : Method
{
    internal ScaledMethod(Method inner, Vector scale)
    {
        foreach (var size in scale.AsSpan())
            if (!(double.IsFinite(size) && size > 0))
                throw new ArgumentException($"Each typical size must be a finite number above 0; they are {scale}.", nameof(scale));
        (Inner, Scale, Label) = (inner.Inside(scale), scale, inner.Label);
    }

    /// <summary>The method that works on the scaled point.</summary>
    public Method Inner { get; private init; }

    /// <summary>s: the typical size of each coordinate, above 0.</summary>
    public Vector Scale { get; }

    /// <summary>The name of the inner method.</summary>
    public override string Name => Inner.Name;

    /// <inheritdoc/>
    public override Wants Wants => Inner.Wants;

    /// <inheritdoc/>
    public override Method For(Objective objective)
    {
        if (objective is EqualityConstrainedObjective) return base.For(objective);
        var inner = Inner.For(objective);
        return ReferenceEquals(inner, Inner) ? this : this with { Inner = inner };
    }

    /// <inheritdoc/>
    public override Request Ask(State state)
    {
        var own = Own<ScaledState>(state);
        var asked = Inner.Ask(own.Inner);
        return new Request(asked.Wants, asked.Draw, [.. asked.Points.Select(own.Outside)]);
    }

    /// <inheritdoc/>
    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var own = Own<ScaledState>(state);
        return own.After(Inner.Tell(own.Inner, Inside(evaluations)));
    }

    /// <inheritdoc/>
    public override Vector Answer(State state)
    {
        var own = Own<ScaledState>(state);
        return own.Outside(Inner.Answer(own.Inner));
    }

    /// <inheritdoc/>
    protected override State Begin(Vector point, Key key)
    {
        if (point.Count != Scale.Count)
            throw new ArgumentException($"The scale has {Scale.Count} elements, and the starting point {point.Count}.", nameof(point));
        return new ScaledState(Inner.Start(point.Over(Scale), key), Scale, point);
    }

    internal override bool BearsNonFinite => Inner.BearsNonFinite;

    internal override State Advance(State state, Evaluation[] evaluations, Vector best)
    {
        var own = (ScaledState)state;
        return own.After(Inner.Advance(own.Inner, Inside(evaluations), own.Inner.Point));
    }

    /// <summary>By the chain rule the gradient with respect to x/s is s times that with respect to x.</summary>
    private Evaluation[] Inside(Evaluation[] evaluations)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        return [.. evaluations.Select(evaluation => evaluation.Match(
            Evaluation.Of,
            (value, gradient) => Evaluation.Of(value, gradient.Count == Scale.Count ? gradient.Times(Scale) : gradient)))];
    }
}
