using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam's step in proportion to the point: <c>r = m̂/(√v̂ + e) + λx</c>, <c>x ← x − ε ‖x‖/‖r‖ r</c>.</summary>
/// <remarks>
/// You et al. 2020, "Large batch optimization for deep learning: training BERT in 76 minutes", algorithm 2, with φ the identity. Differs
/// from the paper: the whole point is one layer; a chain with masks makes several. The e is 1e-6 unless set.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new LAMB { LearningRate = 0.02 }, start)</code></example>
[About("r = m̂/(√v̂ + e) + λx, x ← x − ε ‖x‖/‖r‖ r", "You et al. 2020, algorithm 2",
    Use = "networks in very large batches: a rate for the norm of the weights")]
public sealed record LAMB() : MomentMethod(0.001, epsilon: 1e-6)
{
    /// <summary>That of <see cref="Adam"/>.</summary>
    public override Transformation Scaling => ScalingOf(new Adam());

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() =>
        [Scaling, new AddWeightDecay(WeightDecay), new ScaleByTrustRatio(), Rate];
}
