using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam's step in proportion to the point: <c>r = m̂/(√v̂ + e) + λx</c>, <c>x ← x − ε ‖x‖/‖r‖ r</c>.</summary>
/// <remarks>
/// You et al. 2020, "Large batch optimization for deep learning: training BERT in 76 minutes", algorithm 2, with φ the identity. Differs from
/// the paper: the whole point is one layer; a chain with masks makes several.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new LAMB { LearningRate = 0.02 }, start)</code></example>
[About("r = m̂/(√v̂ + e) + λx, x ← x − ε ‖x‖/‖r‖ r", "You et al. 2020, algorithm 2")]
public sealed record LAMB() : FirstOrderMethod(0.001)
{
    /// <summary>β₁ in [0, 1), default 0.9: memory of the first moment.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.999: memory of the second moment.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-6.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-6;

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() =>
        [new ScaleByAdam(Beta1, Beta2, Epsilon), new AddWeightDecay(WeightDecay), new ScaleByTrustRatio(), Rate];
}
