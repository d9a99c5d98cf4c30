using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Schedule-free descent: <c>y = (1 − β)z + βx</c>, <c>z ← z − ε∇f(y)</c>, x the average of all z. The trajectory shows y, where gradients
/// are taken; the answer is x.
/// </summary>
/// <remarks>
/// Defazio et al. 2024, "The road less scheduled", eqs. 3 to 5; adaptive: algorithm 1, with the second moment of Adam. The weight decay is
/// taken at y.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new ScheduleFree { LearningRate = 0.1 }, start)</code></example>
[About("y = (1 − β)z + βx, z ← z − ε∇f(y), x ← (1 − c)x + cz", "Defazio et al. 2024, eqs. 3 to 5",
    Use = "networks and batches, without choosing how the rate falls")]
public sealed record ScheduleFree() : FirstOrderMethod(0.01)
{
    /// <summary>β in [0, 1), default 0.9: how near to the average the gradient is taken.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>Whether gradients are divided by the root of their corrected second moment, default no.</summary>
    public bool Adaptive { get; init; }

    /// <summary>β₂ in [0, 1), default 0.999: memory of the second moment.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose()
    {
        if (Adaptive) yield return new RMSProp { Decay = Beta2, Epsilon = Epsilon, BiasCorrection = true }.Scaling;
        yield return new AddWeightDecay(WeightDecay);
        yield return Rate;
        yield return new AverageScheduleFree(Beta1);
    }
}
