using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Proximal;

/// <summary>The method at work. A trial asks value and gradient; one that lies too high is tried again with half the step.</summary>
internal sealed class ProximalSolver(ProximalGradient method, Problem problem) : Solver(method, problem)
{
    private const string Gradient = nameof(Gradient);
    private const string Recent = nameof(Recent);
    private const string Size = nameof(Size);
    private const string Violation = nameof(Violation);

    // The share of ‖Δx‖²/2s by which a trial must lie below the largest of the last values.
    private const double Decrease = 1e-4;
    private const double Shortening = 0.5;

    // Shorter steps, relative to the point, are rounding.
    private const double Rounding = 1e-16;

    private readonly Proximity _proximity = new(problem);

    public override Request Ask(State state) => Request.Create(Method.Needs, default, Trial(state));

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var told = Validated(evaluations, Ask(state))[0];
        var (vectors, numbers) = (state.Memory.Vectors, state.Memory.Numbers);
        if (double.IsNaN(state.Value)) return First(state, told);
        var (trial, size, slopes) = (Trial(state), numbers[Size], Slopes.Read(numbers));
        var (step, recent) = (trial - state.Point, vectors[Recent]);
        var bound = recent.AsSeq().Max() - Decrease / (2 * size) * step.Dot(step);
        if (!(told.Value <= bound) || !told.Gradient.IsFinite())
            return state with
            {
                Transition = state.Transition + 1,
                Accepted = false,
                Memory = Remembered(vectors[Gradient], recent, Shortening * size, slopes, numbers[Violation]),
            };
        var iterate = new Iterate(state.Iteration + 1, trial, told.Value, told.Gradient.Norm(), step.Norm(), size);
        var change = _proximity.Smooth(trial, told.Gradient) - _proximity.Smooth(state.Point, vectors[Gradient]);
        var curve = step.Dot(change);
        var spectral = curve > 0 ? Math.Clamp(step.Dot(step) / curve, 1e-10 * size, 1e10 * size) : 2 * size;
        Vector values = [.. recent.AsSeq().TakeLast(method.Window - 1), told.Value];
        return At(state, iterate, told.Gradient, values, spectral, slopes.After(step, change));
    }

    protected internal override State Begin(Vector point, Key key)
    {
        // A start outside of the set is moved into it.
        var inside = Problem.Within is { } set ? set.Project(point) : point;
        var memory = Remembered(Vector.Empty, Vector.Empty, double.NaN, Slopes.Unknown, double.NaN);
        return new State(0, new Iterate(0, inside), true, key, memory);
    }

    internal override void Check(State state)
    {
        base.Check(state);
        var (vectors, numbers) = (state.Memory.Vectors, state.Memory.Numbers);
        var isKnown = !double.IsNaN(state.Value);
        Demand(state,
        [
            (!isKnown || vectors[Gradient].Count == state.Point.Count, Gradient), (!isKnown || vectors[Recent].Count > 0, Recent),
            (!isKnown || numbers[Size] > 0, Size), (numbers.ContainsKey(Violation), Violation), .. Slopes.Read(numbers).Conditions,
        ]);
    }

    internal override Outcome? Verdict(State state)
    {
        var numbers = state.Memory.Numbers;
        if (double.IsNaN(state.Value)) return null;
        var slopes = Slopes.Read(numbers);
        var violations = _proximity.Violations(state.Point, state.Memory.Vectors[Gradient], numbers[Size]);
        var (violation, allowed) = (numbers[Violation], method.Tolerance * slopes.Scale(violations, state.Point, state.Value));
        if (violation <= allowed) return new Outcome.Converged(Violation, violation, allowed);
        var step = _proximity.After(state.Point, state.Memory.Vectors[Gradient], numbers[Size]) - state.Point;
        return state.Accepted || step.Norm() > Rounding * state.Point.Norm() ? null : new Outcome.Stalled(Violation, violation, allowed);
    }

    /// <summary>The start with its value; the first step goes a tenth of the way to the origin, or of 1.</summary>
    private State First(State state, Evaluation told)
    {
        var length = state.Point.Norm() is var norm && norm > 0 ? norm : 1;
        var slope = told.Gradient.Norm();
        return At(
            state, state.Iterate with { Value = told.Value, GradientNorm = slope }, told.Gradient, Vector.Create(told.Value),
            slope > 0 ? 0.1 * length / slope : 1, Slopes.Unknown);
    }

    private State At(State state, Iterate iterate, Vector gradient, Vector recent, double size, Slopes slopes)
    {
        slopes = slopes.At(iterate.Point, iterate.Value, _proximity.Slope(iterate.Point, gradient));
        var violation = Proximity.Largest(_proximity.Violations(iterate.Point, gradient, size));
        return new State(
            state.Transition + 1, iterate, iterate.Iteration > state.Iteration, state.Key,
            Remembered(gradient, recent, size, slopes, violation));
    }

    private static Memory Remembered(Vector gradient, Vector recent, double size, Slopes slopes, double violation) => Memory.Of(
        [new(Gradient, gradient), new(Recent, recent)], [new(Size, size), .. slopes.Numbers, new(Violation, violation)]);

    /// <summary>Where a state wants to know the objective: at its point, or a step away from it.</summary>
    private Vector Trial(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.Memory.Numbers.TryGetValue(Size, out var size)) throw Foreign("it has no size of a step", state);
        return double.IsNaN(state.Value) ? state.Point : _proximity.After(state.Point, state.Memory.Vectors[Gradient], size);
    }
}
