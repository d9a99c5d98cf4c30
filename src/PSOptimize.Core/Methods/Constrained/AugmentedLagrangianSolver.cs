using PSOptimize.Objectives;
using PSOptimize.Objectives.Decorators;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Constrained;

/// <summary>
/// A method under equations <c>hⱼ(x) = 0</c>: it descends on <c>L(x) = f(x) + Σ λⱼhⱼ(x) + Σ ρⱼ/2 hⱼ(x)²</c>, and whenever it has come near
/// the minimum of L the multipliers follow, <c>λⱼ ← λⱼ + ρⱼhⱼ(x)</c>.
/// </summary>
/// <remarks>
/// Hestenes 1969, "Multiplier and gradient methods", §5; Powell 1969. Each transition is one of the inner method and asks one evaluation of
/// f and of the equations. Near means that the gradient of L is a tenth of what the multipliers would change of it (inexact minimisation,
/// Bertsekas 1982, "Constrained optimization and Lagrange multiplier methods", §2.5). Differs from the papers: ρ stays as it is, divided by
/// the squared length of each equation's gradient at the start.
/// </remarks>
internal sealed class AugmentedLagrangianSolver(Solver inner, Problem problem, double weight) : Solver(inner.Method, problem)
{
    private const string Multipliers = nameof(Multipliers);
    private const string Weights = nameof(Weights);

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
        // Before the first transition no gradient of an equation is known.
        var weights = state.Memory.Vectors[Weights] is { Count: > 0 } known ? known : FirstWeights(told[0].EquationJacobian);
        var multipliers = state.Memory.Vectors[Multipliers];
        var lagrangian = new Evaluation[told.Length];
        var next = multipliers;
        for (var index = 0; index < told.Length; index++)
        {
            var (evaluation, pending) = (told[index], Vector.Zero(state.Point.Count));
            var (value, gradient) = (evaluation.Value, evaluation.Gradient);
            var heights = new double[weights.Count];
            for (var j = 0; j < heights.Length; j++)
            {
                var (height, slope) = (evaluation.Equations[j], evaluation.EquationJacobian.Row(j));
                heights[j] = weights[j] * height;
                value += (multipliers[j] + heights[j] / 2) * height;
                gradient += multipliers[j] * slope;
                pending += heights[j] * slope;
            }
            gradient += pending;
            lagrangian[index] = Evaluation.Of(value, gradient);
            if (index == 0 && EquationsObjective.Feasible(Problem.Within, request.Points[0], gradient).Norm() <= 0.1 * pending.Norm())
                next = multipliers + Vector.Create(heights);
        }
        var moved = inner.Tell(Inner(state), lagrangian);
        return Around(ReferenceEquals(next, multipliers) ? moved : inner.Anew(moved), next, weights);
    }

    public override Vector Answer(State state) => inner.Answer(Inner(state));

    protected internal override State Begin(Vector point, Key key) =>
        Around(inner.Begin(point, key), Vector.Zero(Problem.Equations.Count), Vector.Empty);

    internal override Outcome? Verdict(State state) => inner.Verdict(Inner(state));

    private static State Around(State inner, Vector multipliers, Vector weights) => inner with
    {
        Memory = Memory.Of([new(Multipliers, multipliers), new(Weights, weights)], [], inner),
    };

    private State Inner(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Memory is { Inner: { } known } memory
            && memory.Vectors.TryGetValue(Multipliers, out var multipliers)
            && multipliers.Count == Problem.Equations.Count
            ? known
            : throw Foreign($"it has not the multipliers of {Problem.Equations.Count} equations", state);
    }

    private Vector FirstWeights(Matrix jacobian) => Vector.Init(jacobian.Rows, row =>
        Math.Pow(jacobian.Row(row).Norm(), 2) is var square && square > 0 && double.IsFinite(square) ? weight / square : weight);
}
