using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Layer-wise adaptive rate scaling: <c>u = c ‖x‖/(‖g‖ + λ‖x‖) (g + λx)</c>, <c>v ← μv + εu</c>, <c>x ← x − v</c>.</summary>
/// <remarks>
/// You, Gitman and Ginsburg 2017, "Large batch training of convolutional networks", algorithm 1. Differs from the paper: the whole point is
/// one layer; a chain with masks makes several.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new LARS { LearningRate = 1, TrustCoefficient = 0.01 }, start)</code></example>
[About("u = c‖x‖/(‖g‖ + λ‖x‖) (g + λx), v ← μv + εu, x ← x − v", "You, Gitman and Ginsburg 2017, algorithm 1",
    Use = "networks in very large batches: a rate for the norm of the weights")]
public sealed record LARS() : FirstOrderMethod(1.0)
{
    /// <summary>c > 0, default 0.001.</summary>
    [Positive] public double TrustCoefficient { get; init => field = Checked(value); } = 0.001;

    /// <summary>μ in [0, 1), default 0.9.</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); } = 0.9;

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() =>
        [new ScaleByTrustRatio(TrustCoefficient, WeightDecay), Rate, new AccumulateMomentum(Momentum)];
}
