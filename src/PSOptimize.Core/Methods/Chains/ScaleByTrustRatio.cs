using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Steps in proportion to the point: <c>u ← c ‖x‖/(‖u‖ + λ‖x‖) · (u + λx)</c>. Where the point or the update is 0 the factor is 1.
/// </summary>
/// <remarks>
/// You, Gitman and Ginsburg 2017, "Large batch training of convolutional networks", eq. 6 and algorithm 1; You et al. 2020, "Large batch
/// optimization for deep learning: training BERT in 76 minutes", algorithm 2. Differs from the papers: the whole point is one layer, unless
/// the chain has one such transformation a group (<see cref="Transformation.OnlyFor"/>).
/// </remarks>
public sealed record ScaleByTrustRatio(double TrustCoefficient = 1, double WeightDecay = 0) : Transformation<ScaleByTrustRatio.Rule>
{
    /// <summary>c > 0.</summary>
    [Positive] public double TrustCoefficient { get; init => field = Checked(value); } = TrustCoefficient;

    /// <summary>λ ≥ 0: LARS puts the weight decay into the ratio; 0 gives the ratio of LAMB.</summary>
    [NonNegative] public double WeightDecay { get; init => field = Checked(value); } = WeightDecay;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var point = step.Norm(step.Point);
        var update = step.Norm(step.Update);
        var ratio = point > 0 && update > 0 ? TrustCoefficient * point / (update + WeightDecay * point) : 1;
        return new Rule(ratio, ratio * WeightDecay);
    }

    /// <summary>Multiplication by the ratio.</summary>
    public readonly struct Rule(double factor, double decay) : IRule
    {
        private readonly double _factor = factor;
        private readonly double _decay = decay;

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * _factor + cell.Point * _decay;
    }
}
