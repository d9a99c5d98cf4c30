using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Mixes an update with the exponentially weighted average of all: <c>m ← βm + (1 − β)u</c>, <c>u ← (1 − ν)u + νm</c>.
/// </summary>
/// <remarks>Ma and Yarats 2019, "Quasi-hyperbolic momentum and Adam for deep learning", eqs. 3 and 4.</remarks>
public sealed record MixWithAverage(double Beta = 0.999, double Share = 0.7) : Transformation<MixWithAverage.Rule>
{
    /// <summary>β in [0, 1): 1/(1 − β) steps are remembered.</summary>
    [Fraction] public double Beta { get; init => field = Checked(value); } = Beta;

    /// <summary>ν in [0, 1]: the share of the average.</summary>
    [Probability] public double Share { get; init => field = Checked(value); } = Share;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["Average"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Beta, Share);

    /// <summary>Averages and mixes.</summary>
    public readonly struct Rule(double beta, double share) : IRule
    {
        private readonly double _beta = beta;
        private readonly double _fresh = 1 - beta;
        private readonly double _share = share;
        private readonly double _plain = 1 - share;

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var average = LaneMath.MultiplyAdd(update, new Lanes(_fresh), cell[0] * _beta);
            cell[0] = average;
            return LaneMath.MultiplyAdd(average, new Lanes(_share), update * _plain);
        }
    }
}
