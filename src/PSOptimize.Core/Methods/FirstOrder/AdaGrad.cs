using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>AdaGrad: <c>G ← G + g²</c>, <c>x ← x − ε g/(√G + e)</c> in each coordinate.</summary>
/// <remarks>
/// Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization", fig. 1, diagonal.
/// The rate of each coordinate only ever falls. Differs from the paper: no proximal term.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AdaGrad { LearningRate = 0.5 }, start)</code></example>
[About("G ← G + g², x ← x − ε g/(√G + e)", "Duchi, Hazan and Singer 2011, fig. 1")]
public sealed record AdaGrad() : FirstOrderMethod(0.01)
{
    /// <summary>e ≥ 0, default 1e-10.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-10;

    /// <summary>Whether e stands inside the root, default no.</summary>
    public bool EpsilonInside { get; init; }

    /// <summary>G before the first step, at least 0, default 0.</summary>
    [NonNegative] public double InitialAccumulator { get; init => field = Checked(value); }

    internal override bool RateOnlyFalls => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByRootSumOfSquares(Epsilon, EpsilonInside, InitialAccumulator), Rate];
}
