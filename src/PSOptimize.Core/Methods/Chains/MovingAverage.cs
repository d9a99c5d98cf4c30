using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// An exponentially weighted average of updates: <c>m ← βm + (1 − β)u</c>, and m goes on, or <c>m/(1 − βᵗ)</c>.
/// </summary>
/// <param name="Beta">β in [0, 1): 1/(1 − β) steps are remembered.</param>
/// <param name="BiasCorrection">Whether the start at 0 is corrected, so that equal updates average to themselves.</param>
/// <remarks>
/// The correction: Kingma and Ba 2015, "Adam: a method for stochastic optimization", §3. The slot holds the uncorrected average.
/// </remarks>
public sealed record MovingAverage(double Beta = 0.9, bool BiasCorrection = false) : Transformation<MovingAverage.Rule>
{
    /// <summary>β in [0, 1): 1/(1 − β) steps are remembered.</summary>
    public double Beta { get; init => field = Require.Fraction(value); } = Require.Fraction(Beta);

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["Average"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Beta, BiasCorrection ? 1 / step.Correction(Beta) : 1);

    /// <summary>Averages.</summary>
    public readonly struct Rule(double beta, double factor) : IRule
    {
        private readonly double _beta = beta;
        private readonly double _share = 1 - beta;
        private readonly double _factor = factor;

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var average = cell[0];
            average = LaneMath.MultiplyAdd(update, new Lanes(_share), average * _beta);
            cell[0] = average;
            return average * _factor;
        }
    }
}
