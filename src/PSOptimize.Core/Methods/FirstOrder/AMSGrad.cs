using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam with the largest second moment so far: <c>v̄ ← max(v̄, v)</c>, <c>x ← x − ε m̂/(√(v̄/(1 − β₂ᵗ)) + e)</c>.</summary>
/// <remarks>
/// Reddi, Kale and Kumar 2018, "On the convergence of Adam and beyond", algorithm 2. Differs from the paper: the moments are corrected for
/// their start at 0, the maximum being taken before, as in PyTorch.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AMSGrad { LearningRate = 0.05 }, start)</code></example>
[About("v̄ ← max(v̄, v); x ← x − ε m̂/(√(v̄/(1 − β₂ᵗ)) + e)", "Reddi, Kale and Kumar 2018, algorithm 2")]
public sealed record AMSGrad() : FirstOrderMethod(0.001)
{
    /// <summary>β₁ in [0, 1), default 0.9: memory of the first moment.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.999: memory of the second moment.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByAmsGrad(Beta1, Beta2, Epsilon), Rate];
}
