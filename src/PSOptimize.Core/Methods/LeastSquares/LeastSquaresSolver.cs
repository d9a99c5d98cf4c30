using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Methods.Curvature;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.LeastSquares;

/// <summary>
/// A <see cref="LeastSquaresMethod"/> at work. A state remembers the linear model where it stands, so that after a trial that was rejected
/// nothing is asked again, and the next trial, which is the point itself if there is none.
/// </summary>
internal sealed class LeastSquaresSolver(LeastSquaresMethod method, Problem problem) : Solver(method, problem)
{
    private const Information AtTrial = Information.Value | Information.Residuals | Information.Jacobian;

    private const string Trial = nameof(Trial);
    private const string Sizes = nameof(Sizes);
    private const string Triangle = nameof(Triangle);
    private const string Projection = nameof(Projection);
    private const string Length = nameof(Length);
    private const string Rounding = nameof(Rounding);
    private const string Radius = nameof(Radius);
    private const string Cosine = nameof(Cosine);

    // The relative decrease of a sum of squares that its own rounding hides.
    private const double Hidden = 1e-15;

    // The square is the decrease that the steepest column promises, relatively: it is lost in the rounding of many residuals.
    private const double Steepest = 1e-6;

    private readonly double _required = problem.Objective.Differentiation switch
    {
        DifferentiationKind.Central => Math.Max(method.Tolerance, 1e-8),
        DifferentiationKind.Forward => Math.Max(method.Tolerance, 1e-6),
        _ => method.Tolerance,
    };

    public override Request Ask(State state) => Read(state) is { } known
        ? Request.Create(AtTrial, default, known.Trial)
        : Request.Create(Method.Needs, default, state.Point);

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var told = Validated(evaluations, Ask(state))[0];
        if (Read(state) is not { } known) return Begun(state, told);
        if (known.Trial.Equals(state.Point)) return Rejected(state, known);

        var (step, old) = (known.Trial - state.Point, known.Model);
        var length = LinearModel.Norm(step.Times(known.Sizes).AsSpan());
        var radius = state.Iteration == 0 || method.FirstRadius is null ? Math.Min(known.Radius, length) : known.Radius;
        if (LinearModel.At(known.Trial, told) is not { } model)
            return Rejected(state, Tried(state.Point, known with { Radius = Math.Min(radius, length) / 4 }));

        var (slope, predicted) = old.Change(step);
        var share = model.Length / old.Length;
        var actual = (1 - share) * (1 + share);
        var hidden = Math.Max(Hidden, 2 * old.Rounding / old.Length);
        if (predicted <= hidden)
        {
            // The values cannot tell any more which point is better, but the gradients can.
            if (!(Math.Abs(actual) <= 10 * hidden && CosineAt(known.Trial, model) < known.Cosine))
                return Rejected(state, known with { Trial = state.Point });
            actual = predicted;
        }
        radius = Adapted(radius, length, actual, predicted, slope);
        if (!(actual > 1e-4 * predicted)) return Rejected(state, Tried(state.Point, known with { Radius = radius }));

        var sizes = Vector.Init(step.Count, j => Math.Max(known.Sizes[j], model.ColumnLength(j)));
        if (method.FirstRadius is null) radius = double.PositiveInfinity;
        var next = Tried(known.Trial, new Knowledge(model, sizes, radius, CosineAt(known.Trial, model), known.Trial));
        return new State(
            state.Transition + 1,
            new Iterate(state.Iteration + 1, known.Trial, told.Value, model.Gradient.Norm(), step.Norm(),
                double.IsFinite(known.Radius) ? known.Radius : length),
            true, state.Key, next.Written());
    }

    protected internal override State Begin(Vector point, Key key) =>
        new(0, new Iterate(0, Problem.Within?.Project(point) ?? point), true, key, Memory.Of([new(Trial, Vector.Empty)], []));

    internal override void Check(State state)
    {
        base.Check(state);
        if (Read(state) is not { } known) return;
        var (n, model) = (state.Point.Count, known.Model);
        Demand(state,
        [
            (known.Trial.Count == n, Trial), (known.Sizes.Count == n && known.Sizes.AsSeq().All(size => size >= 0), Sizes),
            (model.Projection.Count == n, Projection), (model.Triangle.Count == n * (n + 1L) / 2, Triangle),
            (model.Length >= 0, Length), (known.Radius >= 0, Radius),
        ]);
    }

    internal override Outcome? Verdict(State state)
    {
        if (Read(state) is not { } known) return null;
        if (known.Model.IsFlat) return Endings.Flat;
        if (known.Cosine <= _required) return new Outcome.Converged(Cosine, known.Cosine, _required);
        var left = known.Cosine * known.Model.Length;
        if (left <= known.Model.Rounding)
            return new Outcome.Converged(Rounding, left / known.Model.Rounding * LinearModel.Epsilon, LinearModel.Epsilon);
        if (!known.Trial.Equals(state.Point)) return null;
        // No step gets further. Where columns depend on each other at the minimum itself, the gradient still tells that it is one.
        var steepest = known.Model.SteepestCosine(known.Model.Free(state.Point, BoundsOf(state.Point)));
        return steepest <= Steepest
            ? new Outcome.Converged("ColumnCosine", steepest, Steepest)
            : new Outcome.Stalled(Cosine, known.Cosine, _required);
    }

    private State Begun(State state, Evaluation told)
    {
        if (LinearModel.At(state.Point, told) is not { } model)
            return state with { Transition = state.Transition + 1, Accepted = false };
        var sizes = Vector.Init(model.Dimension, model.ColumnLength);
        var size = LinearModel.Norm(sizes.Times(state.Point).AsSpan());
        var radius = (method.FirstRadius ?? double.PositiveInfinity) * (size > 0 ? size : model.Length);
        var known = new Knowledge(model, sizes, radius, CosineAt(state.Point, model), state.Point);
        var begun = state with { Iterate = state.Iterate with { Value = told.Value, GradientNorm = model.Gradient.Norm() } };
        return Rejected(begun, Tried(state.Point, known));
    }

    private static State Rejected(State state, Knowledge known) =>
        state with { Transition = state.Transition + 1, Accepted = false, Memory = known.Written() };

    /// <summary>The trust region after a trial.</summary>
    private static double Adapted(double radius, double length, double actual, double predicted, double slope)
    {
        var ratio = actual / predicted;
        if (ratio >= 0.75)
        {
            var deviation = Math.Abs(ratio - 1);
            return length * (deviation < 1e-9 ? 1e4 : deviation < 0.1 ? 4 : 2);
        }
        if (ratio > 0.25) return radius;
        // The minimum of the parabola through the two values and the slope.
        var factor = actual >= 0 ? 0.5 : 0.5 * slope / (slope + 0.5 * actual);
        return Math.Min(radius, 10 * length) * (factor >= 0.1 ? factor : 0.1);
    }

    private Knowledge Tried(Vector point, Knowledge known)
    {
        if (known.Model.Length == 0) return known with { Trial = point };
        return known with { Trial = known.Model.Trial(point, BoundsOf(point), known.Sizes, known.Radius, method) };
    }

    private double CosineAt(Vector point, LinearModel model) => model.Cosine(model.Free(point, BoundsOf(point)));

    private Box? BoundsOf(Vector point) => (Problem.Within as Box)?.ForDimension(point.Count);

    /// <summary>What is known where a state stands; null before the start is evaluated.</summary>
    private Knowledge? Read(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (vectors, numbers) = (state.Memory.Vectors, state.Memory.Numbers);
        if (!vectors.TryGetValue(Trial, out var trial)) throw Foreign($"it has no {Trial}", state);
        if (trial.Count == 0) return null;
        if (!vectors.TryGetValue(Triangle, out var triangle)) throw Foreign($"it has no {Triangle}", state);
        var model = new LinearModel(triangle, vectors[Projection], numbers[Length], numbers[Rounding]);
        return new Knowledge(model, vectors[Sizes], numbers[Radius], numbers[Cosine], trial);
    }

    /// <summary>What a state knows beside its iterate.</summary>
    /// <param name="Model">The linear model where it stands.</param>
    /// <param name="Sizes">The diagonal of D: the longest columns so far.</param>
    /// <param name="Radius">Δ.</param>
    /// <param name="Cosine">That of the residuals and the columns of the coordinates that can move.</param>
    /// <param name="Trial">The point to evaluate next; where it stands if no step gets any further.</param>
    private sealed record Knowledge(LinearModel Model, Vector Sizes, double Radius, double Cosine, Vector Trial)
    {
        public Memory Written() => Memory.Of(
            [
                new(nameof(Trial), Trial), new(nameof(Sizes), Sizes), new(Triangle, Model.Triangle), new(Projection, Model.Projection),
            ],
            [
                new(Length, Model.Length), new(Rounding, Model.Rounding), new(nameof(Radius), Radius), new(nameof(Cosine), Cosine),
            ]);
    }
}
