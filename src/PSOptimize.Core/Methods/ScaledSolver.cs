using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// Works on <c>x/s</c>, the point divided by the typical size of each coordinate, while everybody else sees x: for problems whose
/// coordinates differ by orders of magnitude.
/// </summary>
/// <remarks>
/// The change of variables is that of Dennis and Schnabel 1983, "Numerical methods for unconstrained optimization", §7.1.
/// </remarks>
internal sealed class ScaledSolver(Solver inner, Problem problem, Vector scale) : Solver(inner.Method, problem)
{
    internal override bool ToleratesNonFinite => inner.ToleratesNonFinite;

    public override Request Ask(State state)
    {
        var asked = inner.Ask(Inner(state));
        var outside = asked.Queries.Select(query =>
            query with { Point = Outside(state, query.Point), Direction = query.Direction?.Times(scale) });
        return Request.Of(asked.Draw, [.. outside]);
    }

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        var next = inner.Tell(Inner(state), [.. evaluations.Select(evaluation => evaluation.Scaled(scale))]);
        // Where the state stands is kept exactly: x/s·s need not be x.
        var point = next.StepNorm == 0 ? state.Point : Outside(next.Point);
        return Around(next, next.Iterate with { Point = point, StepNorm = (point - state.Point).Norm(), GradientNorm = double.NaN });
    }

    public override Vector Answer(State state) => Outside(state, inner.Answer(Inner(state)));

    protected internal override State Begin(Vector point, Key key)
    {
        if (point.Count != scale.Count)
            throw new ArgumentException($"The scale has {scale.Count} elements, and the starting point {point.Count}.", nameof(point));
        var start = inner.Begin(point.Over(scale), key);
        // A start outside of a set was moved into it.
        var unmoved = start.Point.Equals(point.Over(scale));
        return Around(start, start.Iterate with { Point = unmoved ? point : Outside(start.Point) });
    }

    internal override void Check(State state)
    {
        base.Check(state);
        var within = Inner(state);
        Demand(state, [(state.Point.Count == scale.Count && within.Point.Count == scale.Count, nameof(State.Point))]);
        inner.Check(within);
    }

    internal override Outcome? Verdict(State state) => inner.Verdict(Inner(state));

    private static State Around(State inner, Iterate iterate) =>
        new(inner.Transition, iterate, inner.Accepted, inner.Key, Memory.Of([], [], inner));

    private State Inner(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Memory.Inner ?? throw Foreign("it is not that of a scaled problem", state);
    }

    private Vector Outside(State state, Vector point) => point.Equals(Inner(state).Point) ? state.Point : Outside(point);

    /// <summary>A point in the units of the objective, within the set also after rounding.</summary>
    private Vector Outside(Vector point) => Problem.Within is { } set ? set.Project(point.Times(scale)) : point.Times(scale);
}
