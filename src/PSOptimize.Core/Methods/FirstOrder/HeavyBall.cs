using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>The heavy ball: <c>xₜ₊₁ = xₜ − εg + β(xₜ − xₜ₋₁)</c>.</summary>
/// <remarks>
/// Polyak 1964, "Some methods of speeding up the convergence of iteration methods", eq. 9. On a quadratic with curvatures from m to L it is
/// fastest with <c>ε = 4/(√L + √m)²</c> and <c>β = ((√L − √m)/(√L + √m))²</c>.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new HeavyBall { LearningRate = 0.01, Momentum = 0.8 }, start)</code></example>
[About("xₜ₊₁ = xₜ − εg + β(xₜ − xₜ₋₁)", "Polyak 1964, eq. 9")]
public sealed record HeavyBall() : FirstOrderMethod(0.01)
{
    /// <summary>β in [0, 1), default 0.9; 0 is gradient descent.</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); } = 0.9;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [Rate, new AddLastMove(Momentum)];
}
