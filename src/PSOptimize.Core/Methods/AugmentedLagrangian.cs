using PSOptimize.Checks;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// A first-order method under equations <c>hⱼ(x) = 0</c>: it descends on <c>L(x) = f(x) + Σ λⱼhⱼ(x) + Σ ρⱼ/2 hⱼ(x)²</c>, and whenever it
/// has come near the minimum of L the multipliers follow, <c>λⱼ ← λⱼ + ρⱼhⱼ(x)</c>. Made by itself when a method runs on an
/// <see cref="EqualityConstrainedObjective"/>.
/// </summary>
/// <remarks>
/// Hestenes 1969, "Multiplier and gradient methods", §5; Powell 1969. Each transition is one of the inner method and asks one evaluation
/// of f; the constraints are evaluated along with it. Near means that the gradient of L is a tenth of what the multipliers would
/// change of it (inexact minimisation, Bertsekas 1982, "Constrained optimization and Lagrange multiplier methods", §2.5).
/// Differs from the papers: ρ stays as it is, divided by the squared length of each constraint's gradient at the start.
/// </remarks>
public sealed record AugmentedLagrangian : Method
{
    /// <summary>A method under the constraints of an objective.</summary>
    /// <param name="inner">A method that uses gradients.</param>
    /// <param name="objective">The constrained objective.</param>
    public AugmentedLagrangian(Method inner, EqualityConstrainedObjective objective)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(objective);
        if (inner.Wants != Wants.ValueAndGradient)
            throw new ArgumentException($"{inner.Name} uses no gradients and cannot follow equality constraints: choose a first-order method.", nameof(inner));
        if (objective.Function.KinkWeights is not null)
            throw new ArgumentException($"{objective.Name} has an L1 whose zeros are exact, and under equations they need not be zeros: give the L1 to the method instead, which adds its subgradient.", nameof(objective));
        (Inner, Objective, Label) = (inner, objective.Inside(inner.Set), inner.Label);
    }

    /// <summary>The method that descends on L.</summary>
    public Method Inner { get; }

    /// <summary>The objective, whose constraints these are.</summary>
    public EqualityConstrainedObjective Objective { get; }

    /// <summary>ρ above 0, default 10: the curvature that the squares add to f across the constraints; steps must suit it.</summary>
    public double Penalty { get; init => field = Require.Positive(value); } = 10;

    /// <summary>The name of the inner method.</summary>
    public override string Name => Inner.Name;

    /// <inheritdoc/>
    public override Wants Wants => Wants.ValueAndGradient;

    /// <inheritdoc/>
    public override Method For(Objective objective) => this;

    /// <inheritdoc/>
    public override Request Ask(State state) => Inner.Ask(Own<AugmentedLagrangianState>(state).Inner);

    /// <inheritdoc/>
    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var own = Own<AugmentedLagrangianState>(state);
        var points = Inner.Ask(own.Inner).Points;
        var told = Fitting(evaluations, points.Count, own.Point.Count);
        var multipliers = own.Multipliers;
        var lagrangian = new Evaluation[told.Length];
        for (var index = 0; index < told.Length; index++)
        {
            var (value, gradient, pending) = (told[index].Value, ((Evaluation.ValueAndGradient)told[index]).Gradient, Vector.Zero(own.Point.Count));
            var heights = new double[multipliers.Count];
            for (var j = 0; j < heights.Length; j++)
            {
                var constraint = Objective.Constraints[j].ValueAndGradient(points[index]);
                heights[j] = own.Penalties[j] * constraint.Value;
                value += (own.Multipliers[j] + heights[j] / 2) * constraint.Value;
                gradient += own.Multipliers[j] * constraint.Gradient;
                pending += heights[j] * constraint.Gradient;
            }
            gradient += pending;
            lagrangian[index] = Evaluation.Of(value, gradient);
            if (index == 0 && Objective.Feasible(points[0], gradient).Norm() <= 0.1 * pending.Norm()) multipliers += Vector.Create(heights);
        }
        return new AugmentedLagrangianState(Inner.Tell(own.Inner, lagrangian), multipliers, own.Penalties);
    }

    /// <inheritdoc/>
    public override Vector Answer(State state) => Inner.Answer(Own<AugmentedLagrangianState>(state).Inner);

    /// <inheritdoc/>
    protected override State Begin(Vector point, Key key)
    {
        var inner = Inner.Start(point, key);
        var squares = Objective.Constraints.Select(constraint => Math.Pow(constraint.ValueAndGradient(inner.Point).Gradient.Norm(), 2));
        return new AugmentedLagrangianState(inner, Vector.Zero(Objective.Constraints.Count),
            Vector.OfSeq(squares.Select(square => square > 0 && double.IsFinite(square) ? Penalty / square : Penalty)));
    }
}
