using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Proximal;

/// <summary>
/// <see cref="FISTA"/> at work: it asks for the objective at the point with momentum, and then at the point after a step from there.
/// Without momentum the first is known.
/// </summary>
internal sealed class MomentumSolver(FISTA method, Problem problem) : Solver(method, problem)
{
    private const string Gradient = nameof(Gradient);
    private const string Ahead = nameof(Ahead);
    private const string AheadGradient = nameof(AheadGradient);
    private const string AheadValue = nameof(AheadValue);
    private const string Momentum = nameof(Momentum);
    private const string Size = nameof(Size);
    private const string Violation = nameof(Violation);

    private const double Shortening = 0.5;

    // Shorter steps, relative to the point, are rounding.
    private const double Rounding = 1e-16;

    private readonly Proximity _proximity = new(problem);

    public override Request Ask(State state) => Request.Create(Method.Needs, default, Asked(Read(state)));

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var memory = Read(state);
        var told = Validated(evaluations, Ask(state))[0];
        state = state with { Transition = state.Transition + 1, Accepted = false };
        var isFinite = double.IsFinite(told.Value) && told.Gradient.IsFinite();
        if (double.IsNaN(state.Value)) return isFinite ? Begun(state, memory, told) : state;
        if (memory.AheadGradient.Count == 0)
            return isFinite
                ? Remembering(state, memory with { AheadGradient = told.Gradient, AheadValue = told.Value })
                : Restarted(state, memory, memory.Size);

        var trial = Asked(memory);
        var step = trial - memory.Ahead;
        var slack = 16 * 2.220446049250313e-16 * Math.Abs(memory.AheadValue);
        var (smooth, limit) = (_proximity.Smooth(memory.Ahead, memory.AheadGradient), step.Dot(step) / (2 * memory.Size));
        var model = memory.AheadValue - _proximity.Value(memory.Ahead) + _proximity.Value(trial) + smooth.Dot(step) + limit;
        // Where values are rounding, the gradients of a convex function tell the same.
        var change = _proximity.Smooth(trial, told.Gradient) - smooth;
        var isBelow = isFinite && (told.Value <= model || step.Dot(change) <= limit);
        if (!isBelow) return Remembering(state, memory with { Size = Shortening * memory.Size });
        var hasMomentum = !memory.Ahead.Equals(state.Point);
        // Without momentum a step is a descent but for rounding.
        if (told.Value > state.Value + slack && hasMomentum) return Restarted(state, memory, memory.Size / Shortening);

        // Values that rounding hides leave it to the direction whether the momentum leads on (O'Donoghue and Candès, eq. 13).
        var turns = Math.Abs(told.Value - state.Value) <= slack && (memory.Ahead - trial).Dot(trial - state.Point) > 0;
        var momentum = turns ? 1 : (1 + Math.Sqrt(1 + 4 * memory.Momentum * memory.Momentum)) / 2;
        var ahead = turns ? trial : trial + (memory.Momentum - 1) / momentum * (trial - state.Point);
        if (Problem.Within is { } set) ahead = set.Project(ahead);
        var iterate = new Iterate(
            state.Iteration + 1, trial, told.Value, told.Gradient.Norm(), (trial - state.Point).Norm(), memory.Size);
        var next = memory with { Momentum = momentum, Slopes = memory.Slopes.After(step, change) };
        return At(state with { Accepted = true, Iterate = iterate }, next, told, ahead);
    }

    protected internal override State Begin(Vector point, Key key)
    {
        // A start outside of the set is moved into it.
        var inside = Problem.Within is { } set ? set.Project(point) : point;
        var none = Vector.Empty;
        return Remembering(
            new State(0, new Iterate(0, inside), true, key, Memory.Empty),
            new Known(none, inside, none, double.NaN, 1, double.NaN, Slopes.Unknown, double.NaN));
    }

    internal override Outcome? Verdict(State state)
    {
        var memory = Read(state);
        if (double.IsNaN(state.Value)) return null;
        var violations = _proximity.Violations(state.Point, memory.Gradient, memory.Size);
        var allowed = method.Tolerance * memory.Slopes.Scale(violations, state.Point, state.Value);
        if (memory.Violation <= allowed) return new Outcome.Converged(Violation, memory.Violation, allowed);
        // Without momentum, a step that is rounding leads nowhere.
        if (!memory.Ahead.Equals(state.Point)) return null;
        var step = _proximity.After(state.Point, memory.Gradient, memory.Size) - state.Point;
        return step.Norm() > Rounding * state.Point.Norm() ? null : new Outcome.Stalled(Violation, memory.Violation, allowed);
    }

    /// <summary>The start with its value; the first step goes a tenth of the way to the origin, or of 1.</summary>
    private State Begun(State state, Known memory, Evaluation told)
    {
        var length = state.Point.Norm() is var norm && norm > 0 ? norm : 1;
        var slope = told.Gradient.Norm();
        return At(
            state with { Iterate = state.Iterate with { Value = told.Value, GradientNorm = slope } },
            memory with { Size = slope > 0 ? 0.1 * length / slope : 1 }, told, state.Point);
    }

    /// <summary>The state at an iterate, with the point ahead from which the next step begins.</summary>
    private State At(State state, Known memory, Evaluation told, Vector ahead)
    {
        var isKnown = ahead.Equals(state.Point);
        return Remembering(state, memory with
        {
            Gradient = told.Gradient,
            Ahead = ahead,
            AheadGradient = isKnown ? told.Gradient : Vector.Empty,
            AheadValue = isKnown ? told.Value : double.NaN,
            Slopes = memory.Slopes.At(state.Point, state.Value, _proximity.Slope(state.Point, told.Gradient)),
            Violation = Proximity.Largest(_proximity.Violations(state.Point, told.Gradient, memory.Size)),
        });
    }

    /// <summary>The state without momentum.</summary>
    private static State Restarted(State state, Known memory, double size) => Remembering(state, memory with
    {
        Ahead = state.Point,
        AheadGradient = memory.Gradient,
        AheadValue = state.Value,
        Momentum = 1,
        Size = size,
    });

    internal override void Check(State state)
    {
        base.Check(state);
        var (memory, n) = (Read(state), state.Point.Count);
        var isKnown = !double.IsNaN(state.Value);
        Demand(state,
        [
            (state.Point.IsFinite(), nameof(State.Point)), (!isKnown || memory.Gradient.Count == n, Gradient),
            (memory.Ahead.Count == n && memory.Ahead.IsFinite() && (isKnown || memory.Ahead.Equals(state.Point)), Ahead),
            (memory.AheadGradient.Count == 0 || memory.AheadGradient.Count == n, AheadGradient),
            (memory.Momentum >= 1, Momentum), (!isKnown || memory.Size > 0, Size), .. memory.Slopes.Conditions,
        ]);
    }

    /// <summary>Where a state wants to know the objective: at the point ahead, or a step away from it.</summary>
    private Vector Asked(Known memory) => memory.AheadGradient.Count == 0
        ? memory.Ahead
        : _proximity.After(memory.Ahead, memory.AheadGradient, memory.Size);

    private static State Remembering(State state, Known memory) => state with { Memory = memory.Written() };

    private Known Read(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (vectors, numbers) = (state.Memory.Vectors, state.Memory.Numbers);
        if (!numbers.TryGetValue(Momentum, out var momentum)) throw Foreign("it has no momentum", state);
        return new(
            vectors[Gradient], vectors[Ahead], vectors[AheadGradient], numbers[AheadValue], momentum, numbers[Size],
            Slopes.Read(numbers), numbers[Violation]);
    }

    /// <summary>What a state knows beside its iterate.</summary>
    /// <param name="Gradient">The gradient where it stands.</param>
    /// <param name="Ahead">y, from which the next step begins.</param>
    /// <param name="AheadGradient">The gradient there; empty if it is not known yet.</param>
    /// <param name="AheadValue">The value there.</param>
    /// <param name="Momentum">t.</param>
    /// <param name="Size">s.</param>
    /// <param name="Slopes">What slopes are measured against.</param>
    /// <param name="Violation">How far it is from the conditions of a minimum.</param>
    private sealed record Known(
        Vector Gradient, Vector Ahead, Vector AheadGradient, double AheadValue, double Momentum, double Size, Slopes Slopes,
        double Violation)
    {
        public Memory Written() => Memory.Of(
            [new(nameof(Gradient), Gradient), new(nameof(Ahead), Ahead), new(nameof(AheadGradient), AheadGradient)],
            [
                new(nameof(AheadValue), AheadValue), new(nameof(Momentum), Momentum), new(nameof(Size), Size),
                .. Slopes.Numbers, new(nameof(Violation), Violation),
            ]);
    }
}
