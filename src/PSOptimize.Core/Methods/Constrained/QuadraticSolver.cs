using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Methods.Curvature;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods.Constrained;

/// <summary>
/// <see cref="SQP"/> at work. Each transition is one trial of a step; a state that has moved knows the next step and the multipliers where
/// it stands. Where it gets no further and constraints do not hold, LBFGS goes on within an augmented Lagrangian, in the state inside.
/// </summary>
internal sealed class QuadraticSolver(SQP method, Problem problem) : Solver(method, problem)
{
    private const double Epsilon = 2.220446049250313e-16;
    private const double Decrease = 1e-4;

    // How exactly constraints must hold, relative to how much each changes over the size of the point, there or at the start.
    private const double Feasible = 1e-11;

    // The share of the known curvature that is left at least after a step, and after a look, which may show far less.
    private const double LeastCurvature = 0.2;
    private const double LeastSeen = 1e-8;

    // The share of the range of each coordinate that the next step takes at most where a vanishing gradient is believed.
    private const double Nearby = 1e-8;

    // How much of them is rounding, relative to the same.
    private const double Hidden = 1e-14;

    // In sizes of the coordinates at the start: whoever comes this far on a falling value has no minimum before him.
    private const double Farthest = 1e12;

    // How much a share of the violations costs beside what the step promises, at first and at most.
    private const double FirstCost = 1e4;
    private const double LargestCost = 1e12;

    // A shorter share of a step towards constraints that do not hold means that they hold nowhere near.
    private const double Shortest = 1e-6;

    private readonly Solver _rescue = new AugmentedLagrangianSolver(
        new LBFGS().Prepare(problem.EqualTo().AtMost()), problem, problem.EquationWeight);

    private readonly int _equations = problem.Equations.Count;
    private readonly int _count = problem.Constraints.Count;

    private Information Wanted => _count == 0 ? Method.Needs : Method.Needs | Information.Equations;

    public override Request Ask(State state) => Rescue(state) is { } inner
        ? _rescue.Ask(inner)
        : Request.Create(Wanted, default, Trial(state, Read(state)));

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        if (Rescue(state) is { } inner) return Rescued(state, _rescue.Tell(inner, evaluations));
        var memory = Read(state);
        var told = Validated(evaluations, Ask(state))[0];
        state = state with { Transition = state.Transition + 1, Accepted = false };
        return memory.Stage switch
        {
            Stage.Starting => Started(state, memory, told),
            Stage.Doubting => Doubted(state, memory, told),
            _ => Tried(state, memory, told),
        };
    }

    protected internal override State Begin(Vector point, Key key)
    {
        if (Problem.Within is { } set) point = set.Project(point);
        return new State(0, new Iterate(0, point), true, key, QuadraticMemory.At(point, _count).Written());
    }

    internal override void Check(State state)
    {
        base.Check(state);
        if (Rescue(state) is { } inner) _rescue.Check(inner);
        else Demand(state, Read(state).Conditions(state.Point.Count, _count));
    }

    internal override Outcome? Verdict(State state)
    {
        if (Rescue(state) is { } inner) return _rescue.Verdict(inner);
        var memory = Read(state);
        if (memory.Stage == Stage.Converged)
            return new Outcome.Converged("LagrangeResidual", memory.Residual, method.Tolerance * memory.Slopes);
        return Endings.OutcomeOf(memory.Stage, state, -Slope(memory), state.Value);
    }

    private QuadraticMemory Read(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return QuadraticMemory.Read(state, out var missing) is not { } memory ? throw Foreign($"it has no {missing}", state)
            : memory.Multipliers.Count == _count ? memory
            : throw Foreign($"it has not the multipliers of {_count} constraints", state);
    }

    /// <summary>The state of the augmented Lagrangian that goes on; null if there is none.</summary>
    private static State? Rescue(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var inner = state.Memory.Inner;
        return inner is not null && inner.Memory.Vectors.ContainsKey(AugmentedLagrangianSolver.Multipliers) ? inner : null;
    }

    private static State Rescued(State state, State inner) => state with
    {
        Transition = state.Transition + 1,
        // Until it knows a value, that of the last iterate stands.
        Iterate = double.IsNaN(inner.Value) ? state.Iterate : inner.Iterate,
        Accepted = inner.Accepted && !double.IsNaN(inner.Value),
        Memory = Memory.Of([], [], inner),
    };

    /// <summary>The state that has stopped where it stands, or goes on by an augmented Lagrangian if constraints do not hold.</summary>
    private State Stopped(State state, QuadraticMemory memory, Stage stage)
    {
        if (IsFeasible(state.Point, memory)) return Remembering(state, memory with { Stage = stage });
        var begun = _rescue.Begin(state.Point, state.Key);
        var inner = begun with { Iterate = begun.Iterate with { Iteration = state.Iteration } };
        return state with { Memory = Memory.Of([], [], inner) };
    }

    private static State Remembering(State state, QuadraticMemory memory) => state with { Memory = memory.Written() };

    private Vector Trial(State state, QuadraticMemory memory) => memory.Stage == Stage.Starting
        ? state.Point
        : Bounds.Kept(Problem, state.Point + memory.Trial.Times(memory.Sizes), memory.Sizes);

    private Place PlaceOf(State state, QuadraticMemory memory, Vector gradient) =>
        Bounds.PlaceOf(Problem, state.Point, memory.Sizes, gradient);

    /// <summary>How far each constraint is from holding.</summary>
    private Vector Violations(Vector heights) =>
        Vector.Init(_count, j => j < _equations ? Math.Abs(heights[j]) : Math.Max(0, heights[j]));

    private bool IsFeasible(Vector point, QuadraticMemory memory)
    {
        var (violations, length) = (Violations(memory.Heights), point.Over(memory.Sizes).Norm());
        return Enumerable.Range(0, _count).All(j =>
            violations[j] <= Feasible * Math.Max(Normal(memory, j).Norm() * length, memory.Reach[j]));
    }

    private static Vector Normal(QuadraticMemory memory, int constraint) =>
        memory.Normals.Slice(constraint * memory.Sizes.Count, memory.Sizes.Count);

    private static Vector Combined(QuadraticMemory memory, Vector multipliers)
    {
        var sum = memory.Gradient;
        for (var j = 0; j < multipliers.Count; j++) sum += multipliers[j] * Normal(memory, j);
        return sum;
    }

    /// <summary>The slope of the value plus the weighted violations along the step.</summary>
    private double Slope(QuadraticMemory memory) =>
        memory.Gradient.Dot(memory.Step) - (1 - memory.Left) * memory.Weights.Dot(Violations(memory.Heights));

    private QuadraticMemory Known(QuadraticMemory memory, Evaluation told) => memory with
    {
        Gradient = told.Gradient.Times(memory.Sizes),
        Heights = _count == 0 ? Vector.Empty : told.Equations,
        Normals = Vector.OfSeq(Enumerable.Range(0, _count).SelectMany(j => told.EquationJacobian.Row(j).Times(memory.Sizes).AsSeq())),
    };

    private bool IsFinite(Evaluation told) => double.IsFinite(told.Value) && told.Gradient.IsFinite()
        && (_count == 0 || (told.Equations.IsFinite() && Enumerable.Range(0, _count).All(j => told.EquationJacobian.Row(j).IsFinite())));

    private State Started(State state, QuadraticMemory memory, Evaluation told)
    {
        if (!IsFinite(told)) return state;
        memory = Known(memory, told);
        var point = state.Point.Over(memory.Sizes);
        return Searching(
            state with { Iterate = state.Iterate with { Value = told.Value, GradientNorm = told.Gradient.Norm() } },
            memory with
            {
                Travel = new Travel(point, point, told.Value),
                Reach = Vector.Init(_count, j => Math.Max(Math.Abs(memory.Heights[j]), Normal(memory, j).Norm() * point.Norm())),
            });
    }

    /// <summary>The state that has solved the quadratic program where it stands.</summary>
    /// <param name="state">The state.</param>
    /// <param name="memory">What it remembers.</param>
    /// <param name="allowed">The residual from which on it has stalled: where values are rounding, only a smaller one is progress.</param>
    private State Searching(State state, QuadraticMemory memory, double allowed = double.PositiveInfinity)
    {
        var place = PlaceOf(state, memory, memory.Gradient);
        if (Solved(memory, place, memory.Heights) is not var (step, multipliers, left) || !step.IsFinite())
            return Stopped(state, memory, Stage.NoDescent);
        var sum = Combined(memory, multipliers);
        var residual = place.Shortened(-sum).Norm();
        var lengths = Enumerable.Range(0, _count).Sum(j => Math.Abs(multipliers[j]) * Normal(memory, j).Norm());
        memory = memory with
        {
            Step = step,
            Trial = step,
            Share = 1,
            Left = left,
            Multipliers = multipliers,
            Weights = Vector.Init(_count, j => Math.Abs(multipliers[j]) is var least
                ? Math.Max(least, (memory.Weights[j] + least) / 2) : 0),
            Residual = residual,
            Slopes = Math.Max(memory.Slopes, memory.Gradient.Norm() + lengths),
        };
        var share = memory.Travel.Share(place.Point, step);
        var isFeasible = IsFeasible(state.Point, memory);
        // Where the gradient vanishes there is no other one to measure it against but those far from here, which deceive.
        var isBalanced = residual < method.Tolerance * (memory.Gradient.Norm() + lengths);
        var hasVanished = residual <= method.Tolerance * memory.Slopes && share <= Nearby
            && memory.Travel.IsNegligible(state.Value, -memory.Gradient.Dot(step) / 2);
        var seemsConverged = isFeasible && (isBalanced || hasVanished || share == 0);
        var isLevel = memory.Travel.IsLevel(state.Value, place.Point, place.Shortened(-sum));
        var isSure = isBalanced || memory.Doubts >= Looks.Enough(step.Count, isLevel);
        var stage = seemsConverged ? (isSure ? Stage.Converged : Stage.Doubting)
            : share == 0 || residual >= allowed ? Stage.Stalled
            : memory.Travel.Length > Farthest && isFeasible && state.Value < memory.Travel.FirstValue ? Stage.Unbounded
            : Stage.Searching;
        memory = memory with { Doubts = seemsConverged ? memory.Doubts : 0, Stage = stage };
        if (stage == Stage.Doubting)
            memory = memory with { Trial = Looks.Way(PlaceOf(state, memory, sum), memory.Travel, method.FirstStep, (int)memory.Doubts) };
        return stage == Stage.Stalled ? Stopped(state, memory, stage) : Remembering(state, memory);
    }

    /// <summary>The state after a look beyond.</summary>
    private State Doubted(State state, QuadraticMemory memory, Evaluation told)
    {
        if (!IsFinite(told)) return Remembering(state, memory with { Stage = Stage.Converged });
        var before = state.Value + memory.Weights.Dot(Violations(memory.Heights));
        var after = told.Value + (_count == 0 ? 0 : memory.Weights.Dot(Violations(told.Equations)));
        if (after < before - Rounding(before)) return Moved(state, memory with { Doubts = 0 }, told);
        var way = (Trial(state, memory) - state.Point).Over(memory.Sizes);
        var change = Combined(Known(memory, told), memory.Multipliers) - Combined(memory, memory.Multipliers);
        return Searching(state, memory with
        {
            Curvature = Updated(memory, way, change, LeastSeen),
            Doubts = memory.Doubts + 1,
        });
    }

    private static double Rounding(double value) => 16 * Epsilon * Math.Abs(value);

    /// <summary>
    /// The solution of the quadratic program with given values of the constraints. If they contradict each other, a share of the violations
    /// is left, as small as it can be; null if rounding hides what to do.
    /// </summary>
    private (Vector Step, Vector Multipliers, double Left)? Solved(QuadraticMemory memory, Place place, Vector heights)
    {
        var n = memory.Sizes.Count;
        var curvature = CurvatureOf(memory);
        if (QuadraticProgram.Root(curvature) is not { } root) return null;
        var gradient = Vector<double>.Build.Dense(memory.Gradient.ToArray());
        var (rows, sides, hidden) = (new List<Vector<double>>(), new List<double>(), new List<double>());
        for (var j = 0; j < _count; j++)
        {
            rows.Add(Vector<double>.Build.Dense(Normal(memory, j).ToArray()));
            sides.Add(heights[j]);
            hidden.Add(Hidden * memory.Reach[j]);
        }
        for (var i = 0; i < n && place.Lower is not null; i++)
        {
            if (double.IsFinite(place.Lower[i])) Add(i, -1, place.Lower[i] - place.Point[i]);
            if (double.IsFinite(place.Upper![i])) Add(i, 1, place.Point[i] - place.Upper[i]);
        }
        if (QuadraticProgram.Solve(gradient, root, rows, sides, hidden, _equations) is { } solution)
            return (Clipped(solution.Step), Vector.Init(_count, j => solution.Multipliers[j]), 0);

        // One coordinate more: the share of the violations that is left.
        var promised = root.Transpose().Solve(root.Solve(gradient)) is var full ? Math.Abs(full.DotProduct(gradient)) : 0;
        var size = Math.Max(promised, memory.Weights.Dot(Violations(heights)));
        if (!(size > 0)) size = 1;
        var wide = gradient.ToColumnMatrix().Stack(Matrix<double>.Build.Dense(1, 1)).Column(0);
        for (var j = 0; j < rows.Count; j++)
        {
            var violation = j < _equations ? sides[j] : j < _count ? Math.Max(0, sides[j]) : 0;
            rows[j] = rows[j].ToColumnMatrix().Stack(Matrix<double>.Build.Dense(1, 1, -violation)).Column(0);
        }
        for (var cost = FirstCost; cost <= LargestCost; cost *= 100)
        {
            var corner = root.DiagonalStack(Matrix<double>.Build.Dense(1, 1, Math.Sqrt(cost * size)));
            if (QuadraticProgram.Solve(wide, corner, rows, sides, hidden, _equations) is not { } elastic) continue;
            var left = Math.Clamp(elastic.Step[n], 0, 1);
            if (left < 0.99 || cost * 100 > LargestCost)
                return (Clipped(elastic.Step), Vector.Init(_count, j => elastic.Multipliers[j]), left);
        }
        return null;

        void Add(int coordinate, double sign, double height)
        {
            rows.Add(Vector<double>.Build.Dense(n, i => i == coordinate ? sign : 0));
            sides.Add(height);
            hidden.Add(0);
        }

        Vector Clipped(Vector<double> step) => place.Clipped(place.Point + Vector.Init(n, i => step[i])) - place.Point;
    }

    /// <summary>B; while nothing is known, the multiple of the identity with which the step has the length of the first one.</summary>
    private Matrix<double> CurvatureOf(QuadraticMemory memory)
    {
        var n = memory.Sizes.Count;
        if (memory.Curvature.Count > 0) return Matrix<double>.Build.Dense(n, n, (i, j) => memory.Curvature[i * n + j]);
        var slope = memory.Gradient.Norm();
        return Matrix<double>.Build.DenseIdentity(n) * (slope > 0 ? slope / method.FirstStep : 1);
    }

    /// <summary>The state after a step has been tried.</summary>
    private State Tried(State state, QuadraticMemory memory, Evaluation told)
    {
        if (double.IsNegativeInfinity(told.Value)) return Remembering(state, memory with { Stage = Stage.Unbounded });
        if (!IsFinite(told)) return Shorter(state, memory, 0.1);
        var slope = Slope(memory);
        var before = state.Value + memory.Weights.Dot(Violations(memory.Heights));
        var after = told.Value + (_count == 0 ? 0 : memory.Weights.Dot(Violations(told.Equations)));
        var rounding = Rounding(before);
        if (after <= before + Decrease * Math.Max(memory.Share, 1e-2) * slope + rounding) return Moved(state, memory, told);
        // The curvature of the constraints may be all that was in the way.
        if (memory.Share == 1 && memory.Left == 0 && _count > 0 && Corrected(state, memory, told) is { } corrected)
            return Remembering(state, memory with { Trial = corrected, Share = 0 });
        // The minimum of the parabola through the two values and the slope.
        var share = memory.Share == 0 ? 1 : memory.Share;
        var parabola = memory.Share == 0 ? 0.5 : -slope * share / (2 * (after - before - slope * share));
        return Shorter(state, memory, Math.Clamp(parabola, 0.1, 0.5));
    }

    /// <summary>The step that also makes up for what the constraints have deviated from their linear models.</summary>
    private Vector? Corrected(State state, QuadraticMemory memory, Evaluation told)
    {
        var heights = Vector.Init(_count, j => told.Equations[j] - Normal(memory, j).Dot(memory.Trial));
        var place = PlaceOf(state, memory, memory.Gradient);
        return Solved(memory, place, heights) is (var step, _, 0) && step.IsFinite() && step.Norm() <= 2 * memory.Step.Norm()
            ? step
            : null;
    }

    private State Shorter(State state, QuadraticMemory memory, double factor)
    {
        var share = factor * (memory.Share == 0 ? 1 : memory.Share);
        var trial = share * memory.Step;
        var isLost = share < Shortest && !IsFeasible(state.Point, memory);
        if (memory.Travel.Share(state.Point.Over(memory.Sizes), trial) > 0 && !isLost)
            return Remembering(state, memory with { Trial = trial, Share = share });
        // It forgets what it knows of the curvature, or nothing more can be done.
        if (memory.Curvature.Count > 0) return Searching(state, memory with { Curvature = Vector.Empty });
        return Stopped(state, memory, memory.Travel.IsRounding(state.Value, -Slope(memory)) ? Stage.Stalled : Stage.NoDescent);
    }

    /// <summary>The state at the next iterate.</summary>
    private State Moved(State state, QuadraticMemory memory, Evaluation told)
    {
        var point = Trial(state, memory);
        var (from, to) = (state.Point.Over(memory.Sizes), point.Over(memory.Sizes));
        var iterate = new Iterate(
            state.Iteration + 1, point, told.Value, told.Gradient.Norm(), (point - state.Point).Norm(), memory.Share);
        var next = Known(memory, told) with { Travel = memory.Travel.To(to) };
        var change = Combined(next, memory.Multipliers) - Combined(memory, memory.Multipliers);
        return Searching(
            state with { Accepted = true, Iterate = iterate },
            next with { Curvature = Updated(memory, to - from, change) },
            -Slope(memory) <= Rounding(state.Value) ? memory.Residual : double.PositiveInfinity);
    }

    /// <summary>B after a step: Nocedal and Wright 2006, eq. 18.13 to 18.16, with a first B as in eq. 6.20.</summary>
    private Vector Updated(QuadraticMemory memory, Vector step, Vector change, double least = LeastCurvature)
    {
        var n = step.Count;
        var along = step.Dot(change);
        var matrix = CurvatureOf(memory);
        if (memory.Curvature.Count == 0 && along > Math.Sqrt(Epsilon) * step.Norm() * change.Norm())
            matrix = Matrix<double>.Build.DenseIdentity(n) * (change.Dot(change) / along);
        var known = new QuadraticModel(step, Vector.Init(n * n, k => matrix[k / n, k % n]));
        var product = known.Product(step);
        var curvature = step.Dot(product);
        if (!(curvature > 0)) return known.Hessian;
        if (along < least * curvature)
        {
            var share = (1 - least) * curvature / (curvature - along);
            change = share * change + (1 - share) * product;
            along = step.Dot(change);
        }
        return Vector.Init(n * n, k => (k / n, k % n) is var (i, j)
            ? known.Hessian[k] - product[i] * product[j] / curvature + change[i] * change[j] / along : 0);
    }
}
