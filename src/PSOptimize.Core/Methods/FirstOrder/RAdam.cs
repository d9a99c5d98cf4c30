using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Rectified Adam: while the second moment rests on too few steps, <c>x ← x − ε m̂</c>; then Adam's step times the rectification r.</summary>
/// <remarks>
/// Liu et al. 2020, "On the variance of the adaptive learning rate and beyond", algorithm 2. Differs from the paper: it rectifies from an
/// approximated length of 5 on instead of 4, and e keeps the division safe, as in PyTorch.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new RAdam { LearningRate = 0.05 }, start)</code></example>
[About("x ← x − ε m̂ at first, then x ← x − ε r m̂ √(1 − β₂ᵗ)/(√v + e)", "Liu et al. 2020, algorithm 2")]
public sealed record RAdam() : FirstOrderMethod(0.001)
{
    /// <summary>β₁ in [0, 1), default 0.9: memory of the first moment.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.999: memory of the second moment.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByRAdam(Beta1, Beta2, Epsilon), Rate];
}
