using PSOptimize.Objectives;
using PSOptimize.Objectives.Decorators;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Constrained;

/// <summary>
/// A method under equations <c>hⱼ(x) = 0</c> and inequalities <c>gⱼ(x) ≤ 0</c>: it descends on
/// <c>L(x) = f(x) + Σ (λⱼ'² − λⱼ²)/2ρⱼ</c> with <c>λⱼ' = λⱼ + ρⱼhⱼ(x)</c>, for an inequality at least 0, and whenever it has come near the
/// minimum of L the multipliers follow, <c>λⱼ ← λⱼ'</c>.
/// </summary>
/// <remarks>
/// Hestenes 1969, "Multiplier and gradient methods", §5; Powell 1969; for inequalities Rockafellar 1973, "The multiplier method of Hestenes
/// and Powell applied to convex programming". Each transition is one of the inner method and asks one evaluation of f and of the
/// constraints.
/// <para>
/// A method that goes on for ever has come near if the gradient of L is a tenth of what the multipliers would change of it (inexact
/// minimisation, Bertsekas 1982, "Constrained optimization and Lagrange multiplier methods", §2.5). A method that ends by itself starts
/// again with each change of the multipliers, and ρⱼ grows tenfold if the violation has not fallen to a quarter (Birgin and Martínez 2014,
/// "Practical augmented Lagrangian methods for constrained optimization", algorithm 4.1); the run is over if it ends where the constraints
/// hold. Differs from the papers: the first ρ is divided by the squared length of each constraint's gradient at the start.
/// </para>
/// </remarks>
internal sealed class AugmentedLagrangianSolver(Solver inner, Problem problem, double weight) : Solver(inner.Method, problem)
{
    internal const string Multipliers = nameof(Multipliers);
    private const string Weights = nameof(Weights);
    private const string Heights = nameof(Heights);
    private const string Violations = nameof(Violations);
    private const string Sizes = nameof(Sizes);
    private const string Reach = nameof(Reach);
    private const string Base = nameof(Base);
    private const string Residual = nameof(Residual);
    private const string Slopes = nameof(Slopes);
    private const string FirstWeights = nameof(FirstWeights);

    // Relative to how much a constraint changes over the length of the point, there or at the start, or to its value at the start.
    private const double Tolerance = 1e-11;

    // A minimisation that leads so far away from a constraint, relative to the same, does not come back.
    private const double Escape = 10;

    // Of the gradient of L, relative to the largest that the gradients in it have been together.
    private const double Stationary = 1e-9;

    // Steeper penalties than this, relative to the first, leave nothing of the objective.
    private const double Steepest = 1e12;

    private readonly int _count = problem.Constraints.Count;

    internal override bool ToleratesNonFinite => inner.ToleratesNonFinite;

    public override Request Ask(State state)
    {
        var asked = inner.Ask(Inner(state));
        return Request.Of(asked.Draw, [.. asked.Queries.Select(query => query with { Wanted = query.Wanted | Information.Equations })]);
    }

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var request = Ask(state);
        var told = Validated(evaluations, request);
        var memory = state.Memory.Vectors;
        // Before the first transition no gradient of a constraint is known.
        var isFirst = memory[Weights].Count == 0;
        var weights = isFirst ? WeightsFor(told[0].EquationJacobian) : memory[Weights];
        var lagrangian = new Evaluation[told.Length];
        for (var index = 0; index < told.Length; index++)
            lagrangian[index] = Lagrangian(told[index], memory[Multipliers], weights, out _);
        var next = inner.Tell(Inner(state), lagrangian);

        // What is known of the objective and the constraints where the state stands: this answer is often that of another point.
        var index0 = request.Points.IndexOf(next.Point);
        var moved = !next.Point.Equals(state.Point);
        var after = memory.ToDictionary();
        after[Weights] = weights;
        if (isFirst) after[FirstWeights] = weights;
        if (after[Reach].Count == 0) after[Reach] = ReachOf(state.Point, told[0]);
        var numbers = state.Memory.Numbers.ToDictionary();
        if (index0 >= 0)
        {
            var (here, gradient) = (told[index0], lagrangian[index0].Gradient);
            after[Heights] = here.Equations;
            after[Sizes] = Vector.Init(_count, j => here.EquationJacobian.Row(j).Norm());
            numbers[Residual] = ConstrainedObjective.Feasible(Problem.Within, next.Point, gradient).Norm();
            var multipliers = Followed(memory[Multipliers], weights, here.Equations);
            numbers[Slopes] = Math.Max(numbers[Slopes], here.Gradient.Norm() + multipliers.Map(Math.Abs).Dot(after[Sizes]));
        }
        var value = index0 >= 0 ? told[index0].Value : moved ? double.NaN : state.Value;
        var iterate = next.Iterate with
        {
            Iteration = state.Iteration + Math.Max(0, next.Iteration - Inner(state).Iteration),
            Value = inner.Method.EndsByItself ? value : next.Value,
        };
        if (!inner.Method.EndsByItself)
        {
            if (IsNear(request.Points[0], told[0], memory[Multipliers], weights))
                after[Multipliers] = Followed(memory[Multipliers], weights, told[0].Equations);
        }
        else if (!IsHopeless(after))
        {
            if (HasEscaped(after))
            {
                (after[Weights], numbers[Slopes]) = (10 * weights, 0);
                next = inner.Begin(memory[Base], next.Key);
                (iterate, moved) = (iterate with { Point = next.Point, Value = double.NaN }, false);
            }
            else if ((IsStationary(numbers) || inner.Verdict(next) is not null) && !IsFeasible(next.Point, after))
                next = Restarted(next, after);
        }
        return new State(state.Transition + 1, iterate, next.Accepted && (moved || !inner.Method.EndsByItself), state.Key,
            Memory.Of(after, numbers, next));
    }

    public override Vector Answer(State state) => inner.Answer(Inner(state));

    protected internal override State Begin(Vector point, Key key)
    {
        var begun = inner.Begin(point, key);
        return begun with
        {
            Memory = Memory.Of(
                [
                    new(Multipliers, Vector.Zero(_count)), new(Weights, Vector.Empty), new(Heights, Vector.Empty),
                    new(Violations, Vector.Repeat(_count, double.PositiveInfinity)), new(Sizes, Vector.Empty), new(Reach, Vector.Empty),
                    new(Base, begun.Point), new(FirstWeights, Vector.Empty),
                ],
                [new(Residual, double.NaN), new(Slopes, 0)], begun),
        };
    }

    internal override void Check(State state)
    {
        base.Check(state);
        var (within, memory) = (Inner(state), state.Memory.Vectors);
        var numbers = state.Memory.Numbers;
        bool IsEach(string name) => memory[name].Count == _count;
        bool IsEachOrNone(string name) => memory[name].Count == 0 || IsEach(name);
        Demand(state,
        [
            (within.Point.Count == state.Point.Count, nameof(State.Point)), (memory[Base].Count == state.Point.Count, Base),
            (IsEachOrNone(Weights) && memory[Weights].AsSeq().All(weight => weight > 0), Weights), (IsEachOrNone(Heights), Heights),
            (IsEach(Violations), Violations), (memory[Sizes].Count == memory[Heights].Count, Sizes), (IsEachOrNone(Reach), Reach),
            (memory[FirstWeights].Count == memory[Weights].Count, FirstWeights),
            (memory[Heights].Count == 0 || (IsEach(Weights) && IsEach(Reach)), Heights),
            (numbers.ContainsKey(Residual), Residual), (numbers.ContainsKey(Slopes), Slopes),
        ]);
        inner.Check(within);
    }

    internal override Outcome? Verdict(State state)
    {
        var (memory, numbers) = (state.Memory.Vectors, state.Memory.Numbers);
        if (!inner.Method.EndsByItself || memory[Heights].Count == 0) return null;
        var feasible = IsFeasible(state.Point, memory);
        if (feasible && IsStationary(numbers))
            return new Outcome.Converged("LagrangeResidual", numbers[Residual], Stationary * numbers[Slopes]);
        if (inner.Verdict(Inner(state)) is not { } verdict) return null;
        if (feasible) return verdict;
        return new Outcome.Stalled("Violation", Violated(memory).AsSeq().Max(), 0)
        {
            Detail = "no point near here satisfies all constraints",
        };
    }

    private State Inner(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Memory is { Inner: { } known } memory
            && memory.Vectors.TryGetValue(Multipliers, out var multipliers)
            && multipliers.Count == _count
            ? known
            : throw Foreign($"it has not the multipliers of {_count} constraints", state);
    }

    /// <summary>L at a point, and the part of its gradient that the multipliers would change.</summary>
    private Evaluation Lagrangian(Evaluation told, Vector multipliers, Vector weights, out Vector pending)
    {
        var (value, gradient) = (told.Value, told.Gradient);
        var followed = Followed(multipliers, weights, told.Equations);
        pending = Vector.Zero(gradient.Count);
        for (var j = 0; j < _count; j++)
        {
            var (slope, change) = (told.EquationJacobian.Row(j), followed[j] - multipliers[j]);
            value += change * (followed[j] + multipliers[j]) / (2 * weights[j]);
            gradient += multipliers[j] * slope;
            pending += change * slope;
        }
        return Evaluation.Of(value, gradient + pending);
    }

    /// <summary>λ': those of inequalities are not negative.</summary>
    private Vector Followed(Vector multipliers, Vector weights, Vector heights) => Vector.Init(_count, j =>
        multipliers[j] + weights[j] * heights[j] is var next && IsInequality(j) ? Math.Max(0, next) : next);

    private bool IsInequality(int constraint) => constraint >= Problem.Equations.Count;

    private bool IsNear(Vector point, Evaluation told, Vector multipliers, Vector weights)
    {
        var gradient = Lagrangian(told, multipliers, weights, out var pending).Gradient;
        return ConstrainedObjective.Feasible(Problem.Within, point, gradient).Norm() <= 0.1 * pending.Norm();
    }

    /// <summary>The inner method at its start again, under new multipliers and, where the violation fell too little, new weights.</summary>
    private State Restarted(State ended, Dictionary<string, Vector> memory)
    {
        var (multipliers, weights, violated) = (memory[Multipliers], memory[Weights], Violated(memory));
        memory[Multipliers] = Followed(multipliers, weights, memory[Heights]);
        memory[Weights] = Vector.Init(_count, j => violated[j] > memory[Violations][j] / 4 ? 10 * weights[j] : weights[j]);
        memory[Violations] = violated;
        memory[Base] = ended.Point;
        return inner.Begin(ended.Point, ended.Key) with { Accepted = ended.Accepted };
    }

    /// <summary>How far each constraint is from holding with its multiplier: an inequality may have room if its multiplier is 0.</summary>
    private Vector Violated(IReadOnlyDictionary<string, Vector> memory) => Vector.Init(_count, j => Math.Abs(
        IsInequality(j) ? Math.Max(memory[Heights][j], -memory[Multipliers][j] / memory[Weights][j]) : memory[Heights][j]));

    private bool IsFeasible(Vector point, IReadOnlyDictionary<string, Vector> memory)
    {
        var (violated, length) = (Violated(memory), point.Norm());
        return Enumerable.Range(0, _count).All(j => violated[j] <= Tolerance * Math.Max(memory[Sizes][j] * length, memory[Reach][j]));
    }

    private static bool IsStationary(IReadOnlyDictionary<string, double> numbers) => numbers[Residual] <= Stationary * numbers[Slopes];

    private bool HasEscaped(Dictionary<string, Vector> memory) => memory[Heights].Count > 0 && Violated(memory) is var violated
        && Enumerable.Range(0, _count).Any(j => memory[Reach][j] > 0 && violated[j] > Escape * memory[Reach][j]);

    private Vector ReachOf(Vector point, Evaluation told) => Vector.Init(_count, j =>
        Math.Max(Math.Abs(told.Equations[j]), told.EquationJacobian.Row(j).Norm() * point.Norm()));

    private bool IsHopeless(Dictionary<string, Vector> memory) =>
        Enumerable.Range(0, _count).Any(j => memory[Weights][j] > Steepest * memory[FirstWeights][j]
            || memory[Weights][j] * memory[Sizes][j] * memory[Sizes][j] > Steepest * weight);

    private Vector WeightsFor(Matrix jacobian) => Vector.Init(jacobian.Rows, row =>
        Math.Pow(jacobian.Row(row).Norm(), 2) is var square && square > 0 && double.IsFinite(square) ? weight / square : weight);
}
