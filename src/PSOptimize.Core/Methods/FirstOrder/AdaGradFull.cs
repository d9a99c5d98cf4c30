using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>AdaGrad with the full matrix: <c>G ← G + ggᵀ</c>, <c>x ← x − ε(G^(1/2) + eI)⁻¹g</c>.</summary>
/// <remarks>
/// Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization", fig. 1, full.
/// A rotated problem takes the rotated path. A step costs an eigenvalue decomposition, O(n³), and allocates: for up to some hundred coordinates.
/// Differs from the paper: no proximal term.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AdaGradFull { LearningRate = 0.5 }, start)</code></example>
[About("G ← G + ggᵀ, x ← x − ε(√G + eI)⁻¹g", "Duchi, Hazan and Singer 2011, fig. 1")]
public sealed record AdaGradFull() : FirstOrderMethod(0.01)
{
    /// <summary>e ≥ 0, default 1e-10.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-10;

    internal override bool RateOnlyFalls => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByFullMatrix(Epsilon), Rate];
}
