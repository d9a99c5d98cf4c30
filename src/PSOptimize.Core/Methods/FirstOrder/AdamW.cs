using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam with decoupled weight decay: <c>x ← x − ε(m̂/(√v̂ + e) + λx)</c>. The decay is not scaled.</summary>
/// <remarks>
/// Loshchilov and Hutter 2019, "Decoupled weight decay regularization", algorithm 2. Differs from the paper: the decay is multiplied by the
/// rate, as in PyTorch. The weight decay is 0.01 unless set.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AdamW { LearningRate = 0.05, WeightDecay = 0.1 }, start)</code></example>
[About("m, v ← moving averages of g, g²; x ← x − ε(m̂/(√v̂ + e) + λx)", "Loshchilov and Hutter 2019, algorithm 2",
    Use = "networks in batches, with weight decay that does not depend on the gradients")]
public sealed record AdamW : MomentMethod
{
    /// <summary>With the default weight decay.</summary>
    public AdamW() : base(0.001) => WeightDecay = 0.01;

    /// <summary>Whether the largest second moment so far stands for the second moment, default no.</summary>
    public bool AmsGrad { get; init; }

    /// <summary>That of <see cref="Adam"/>, or of <see cref="AMSGrad"/>.</summary>
    public override Transformation Scaling => ScalingOf(AmsGrad ? new AMSGrad() : new Adam());

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [Scaling, new AddWeightDecay(WeightDecay), Rate];
}
