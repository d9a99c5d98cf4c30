using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// Newton's method with a trust region at work: it asks for the Hessian where it stands, or for one product after the other, and then for
/// the point to which the step leads.
/// </summary>
internal sealed class TrustRegionSolver(TrustRegionNewton method, Problem problem) : Solver(method, problem)
{
    private const Information ValueAndGradient = Information.Value | Information.Gradient;
    private const double Accepted = 1e-4;

    // In sizes of the coordinates at the start: whoever comes this far on a falling value has no minimum before him.
    private const double Farthest = 1e12;

    public override Request Ask(State state) => Asked(state, Read(state));

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var memory = Read(state);
        var told = Validated(evaluations, Asked(state, memory));
        state = state with { Transition = state.Transition + 1, Accepted = false };
        return memory.Stage switch
        {
            Stage.Curving when IsAssembled(state.Point.Count) =>
                Solved(state, memory with { Hessian = Assembled(memory.Hessian, told, memory.Sizes) }),
            Stage.Curving => Conjugated(state, memory, told[0].HessianProduct.Times(memory.Sizes)),
            Stage.CurvingAhead => Looking(state, memory, told),
            Stage.Searching or Stage.SearchingAhead => Tried(state, memory, told[0]),
            _ => Started(state, memory, told[0]),
        };
    }

    protected internal override State Begin(Vector point, Key key)
    {
        if (Problem.Within is { } set) point = set.Project(point);
        return new State(0, new Iterate(0, point), true, key, TrustRegionMemory.At(point).Written());
    }

    internal override void Check(State state)
    {
        base.Check(state);
        Demand(state, Read(state).Conditions(state.Point.Count, IsAssembled(state.Point.Count)));
    }

    internal override Outcome? Verdict(State state)
    {
        var memory = Read(state);
        return memory.Stage == Stage.Converged
            ? new Outcome.Converged("NextStep", memory.Travel.Share(state.Point.Over(memory.Sizes), memory.Step), method.Tolerance)
            : Endings.OutcomeOf(memory.Stage, state, memory.Promised, state.Value);
    }

    private TrustRegionMemory Read(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return TrustRegionMemory.Read(state, out var missing) ?? throw Foreign($"it has no {missing}", state);
    }

    private bool IsAssembled(int dimension) => Problem.Within is not null || dimension <= method.AssembledUpTo;

    private Request Asked(State state, TrustRegionMemory memory)
    {
        var (n, point) = (state.Point.Count, Trial(state, memory));
        if (!IsAssembled(n))
            return memory.Stage == Stage.Curving
                ? Request.Of(default, new Query(point, Information.HessianProduct, memory.Conjugate.Times(memory.Sizes)))
                : Request.Create(ValueAndGradient, default, point);
        return memory.Stage is Stage.Curving or Stage.CurvingAhead
            ? Request.Of(default, [.. Enumerable.Range(1, n - 1).Select(i => Row(i, Information.HessianProduct))])
            : Request.Of(default, Row(0, ValueAndGradient | Information.HessianProduct));

        Query Row(int i, Information wanted) => new(point, wanted, Vector.Zero(n).WithElement(i, memory.Sizes[i]));
    }

    /// <summary>The point of which the state wants to know more.</summary>
    private Vector Trial(State state, TrustRegionMemory memory) => memory.Stage switch
    {
        Stage.Searching => After(state, memory, memory.Step),
        Stage.CurvingAhead or Stage.SearchingAhead => After(state, memory, memory.Ahead),
        _ => state.Point,
    };

    private Vector After(State state, TrustRegionMemory memory, Vector step) =>
        Bounds.Kept(Problem, state.Point + step.Times(memory.Sizes), memory.Sizes);

    /// <summary>The Hessian from its rows, made symmetric.</summary>
    private static Vector Assembled(Vector first, Evaluation[] others, Vector sizes)
    {
        var n = sizes.Count;
        Vector[] rows = [first, .. others.Select(evaluation => evaluation.HessianProduct.Times(sizes))];
        return Vector.Init(n * n, k => (rows[k / n][k % n] + rows[k % n][k / n]) / 2);
    }

    /// <summary>The state once the value where it stands is known.</summary>
    private State Started(State state, TrustRegionMemory memory, Evaluation told)
    {
        if (!double.IsFinite(told.Value) || !told.Gradient.IsFinite()) return state;
        var point = state.Point.Over(memory.Sizes);
        var gradient = told.Gradient.Times(memory.Sizes);
        var isFirst = double.IsNaN(memory.Radius);
        return Curving(
            state with { Iterate = state.Iterate with { Value = told.Value, GradientNorm = told.Gradient.Norm() } },
            memory with
            {
                Gradient = gradient,
                Travel = isFirst ? new Travel(point, point, told.Value) : memory.Travel,
                FirstNorm = isFirst ? gradient.Norm() : memory.FirstNorm,
                Radius = isFirst ? method.Radius * Math.Sqrt(point.Count) : memory.Radius,
            },
            told);
    }

    /// <summary>The state that wants to learn the curvature where it stands.</summary>
    /// <param name="state">The state.</param>
    /// <param name="memory">What it remembers.</param>
    /// <param name="told">What is known there.</param>
    private State Curving(State state, TrustRegionMemory memory, Evaluation told)
    {
        var zero = Vector.Zero(state.Point.Count);
        var none = Vector.Empty;
        memory = memory with { Hessian = none, Product = none, Residual = none, Conjugate = none, Ahead = none };
        if (!memory.Gradient.IsFinite()) return Remembering(state, memory with { Stage = Stage.NoDescent });
        if (IsAssembled(zero.Count))
        {
            memory = memory with { Hessian = told.HessianProduct.Times(memory.Sizes), Stage = Stage.Curving };
            return zero.Count == 1 ? Solved(state, memory) : Remembering(state, memory);
        }
        return Conjugating(state, memory);
    }

    /// <summary>The state that finds its step by conjugate gradients.</summary>
    private static State Conjugating(State state, TrustRegionMemory memory)
    {
        var zero = Vector.Zero(state.Point.Count);
        if (memory.Gradient.Norm() == 0) return Remembering(state, memory with { Stage = Stage.Converged });
        return Remembering(state, memory with
        {
            Step = zero,
            Product = zero,
            Residual = memory.Gradient,
            Conjugate = -memory.Gradient,
            Stage = Stage.Curving,
        });
    }

    /// <summary>The state that knows its step, from an assembled Hessian.</summary>
    private State Solved(State state, TrustRegionMemory memory)
    {
        if (!memory.Hessian.IsFinite()) return Remembering(state, memory with { Stage = Stage.NoDescent });
        if (memory.Gradient.Norm() == 0 && memory.Hessian.Norm() == 0) return Remembering(state, memory with { Stage = Stage.Flat });
        var model = new QuadraticModel(memory.Gradient, memory.Hessian);
        var (step, isFull, lost) = model.Minimize(Bounds.PlaceOf(Problem, state.Point, memory.Sizes, memory.Gradient), memory.Radius);
        var isBlind = !memory.Travel.IsRounding(state.Value, lost * memory.Travel.Length);
        return Stepping(state, memory with { Step = step, Promised = model.Decrease(step), IsFull = isFull && !isBlind });
    }

    /// <summary>The state after one step of conjugate gradients: Steihaug 1983, alg. 3.1.</summary>
    private State Conjugated(State state, TrustRegionMemory memory, Vector product)
    {
        var (direction, residual) = (memory.Conjugate, memory.Residual);
        var curvature = direction.Dot(product);
        var share = residual.Dot(residual) / curvature;
        var next = memory.Step + share * direction;
        if (!(curvature > 0) || !(next.Norm() < memory.Radius))
        {
            if (!double.IsFinite(curvature)) return Remembering(state, memory with { Stage = Stage.NoDescent });
            // To the boundary, downhill.
            var (square, along) = (direction.Dot(direction), memory.Step.Dot(direction));
            var missing = memory.Radius * memory.Radius - memory.Step.Dot(memory.Step);
            var reach = missing / (along + Math.Sqrt(along * along + square * missing));
            return Ended(state, memory with { Step = memory.Step + reach * direction, Product = memory.Product + reach * product }, false);
        }
        var rest = residual + share * product;
        memory = memory with { Step = next, Product = memory.Product + share * product, Residual = rest };
        var wanted = Math.Min(0.1, Math.Sqrt(memory.Gradient.Norm() / memory.FirstNorm)) * memory.Gradient.Norm();
        return rest.Norm() <= wanted
            ? Ended(state, memory, true)
            : Remembering(state, memory with { Conjugate = rest.Dot(rest) / residual.Dot(residual) * direction - rest });
    }

    private State Ended(State state, TrustRegionMemory memory, bool isFull) => Stepping(state, memory with
    {
        Promised = -(memory.Gradient.Dot(memory.Step) + memory.Product.Dot(memory.Step) / 2),
        IsFull = isFull,
    });

    /// <summary>The state that tries its step, or has converged since the step leads nowhere.</summary>
    private State Stepping(State state, TrustRegionMemory memory)
    {
        var share = memory.Travel.Share(state.Point.Over(memory.Sizes), memory.Step);
        var hasConverged = memory.IsFull && share <= method.Tolerance && memory.Travel.IsNegligible(state.Value, memory.Promised);
        // A radius within rounding of the coordinates ends what does not get lower.
        var isLost = !memory.IsFull && share == 0;
        return Remembering(state, memory with
        {
            Stage = hasConverged ? Stage.Converged
                : !isLost ? Stage.Searching
                : memory.Travel.IsRounding(state.Value, memory.Promised) ? Stage.Stalled : Stage.NoDescent,
        });
    }

    /// <summary>The state after the step has been tried: at the next iterate, or beyond it, or with a smaller radius.</summary>
    private State Tried(State state, TrustRegionMemory memory, Evaluation told)
    {
        var length = memory.Step.Norm();
        var rounding = 16 * 2.220446049250313e-16 * Math.Abs(state.Value);
        if (double.IsNegativeInfinity(told.Value)) return Remembering(state, memory with { Stage = Stage.Unbounded });
        var isFinite = double.IsFinite(told.Value) && told.Gradient.IsFinite();
        var ratio = isFinite ? (state.Value - told.Value + rounding) / (memory.Promised + rounding) : double.NegativeInfinity;
        var isAhead = memory.Stage == Stage.SearchingAhead;
        if (!(ratio > Accepted))
        {
            if (isFinite && !isAhead && memory.Waiting <= 0 && memory.Promised > rounding && IsAssembled(state.Point.Count))
                return CurvingAhead(state, memory, told);
            return Rejected(state, memory with
            {
                Radius = (isFinite ? 0.25 : 0.1) * Math.Min(length, memory.Radius),
                Patience = isAhead ? 2 * memory.Patience : memory.Patience,
                Waiting = isAhead ? memory.Patience : memory.Waiting,
            });
        }

        var point = Trial(state, memory);
        var gradient = told.Gradient.Times(memory.Sizes);
        // Where values are rounding, only a smaller gradient is progress.
        if (memory.Promised <= rounding && !(gradient.Norm() < memory.Gradient.Norm()))
            return Remembering(state, memory with { Stage = Stage.Stalled });
        var iterate = new Iterate(
            state.Iteration + 1, point, told.Value, told.Gradient.Norm(), (point - state.Point).Norm(), memory.Radius);
        var radius = isAhead ? memory.Radius
            : ratio < 0.25 ? 0.25 * length
            : ratio > 0.75 && length > 0.9 * memory.Radius ? 2.5 * memory.Radius
            : memory.Radius;
        memory = memory with
        {
            Gradient = gradient,
            Travel = memory.Travel.To(point.Over(memory.Sizes)),
            Radius = radius,
            Waiting = memory.Waiting - 1,
        };
        state = state with { Accepted = true, Iterate = iterate };
        return memory.Travel.Length > Farthest && told.Value < memory.Travel.FirstValue && !memory.IsFull
            ? Remembering(state, memory with { Stage = Stage.Unbounded })
            : Curving(state, memory, told);
    }

    /// <summary>The state that learns the curvature after the step that failed.</summary>
    private State CurvingAhead(State state, TrustRegionMemory memory, Evaluation told)
    {
        memory = memory with
        {
            Ahead = memory.Step,
            AheadGradient = told.Gradient.Times(memory.Sizes),
            AheadHessian = told.HessianProduct.Times(memory.Sizes),
            Stage = Stage.CurvingAhead,
        };
        return state.Point.Count == 1 ? Looking(state, memory, []) : Remembering(state, memory);
    }

    /// <summary>The state that tries another step after the one that failed.</summary>
    private State Looking(State state, TrustRegionMemory memory, Evaluation[] told)
    {
        var model = new QuadraticModel(memory.AheadGradient, Assembled(memory.AheadHessian, told, memory.Sizes));
        if (!model.Hessian.IsFinite()) return Rejected(state, memory with { Radius = 0.25 * memory.Step.Norm() });
        var place = Bounds.PlaceOf(Problem, Trial(state, memory), memory.Sizes, memory.AheadGradient);
        return Remembering(state, memory with
        {
            Ahead = memory.Ahead + model.Minimize(place, memory.Radius).Step,
            AheadGradient = Vector.Empty,
            AheadHessian = Vector.Empty,
            Stage = Stage.SearchingAhead,
        });
    }

    /// <summary>The state that looks for a shorter step where it stands.</summary>
    private State Rejected(State state, TrustRegionMemory memory) =>
        memory.Hessian.Count > 0 ? Solved(state, memory with { Ahead = Vector.Empty }) : Conjugating(state, memory);

    private static State Remembering(State state, TrustRegionMemory memory) => state with { Memory = memory.Written() };
}
