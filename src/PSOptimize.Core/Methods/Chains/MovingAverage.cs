using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// An exponentially weighted average of updates: <c>m ← βm + (1 − β)u</c>, and m goes on, or <c>m/(1 − βᵗ)</c>.
/// </summary>
/// <remarks>
/// The correction: Kingma and Ba 2015, "Adam: a method for stochastic optimization", §3. The slot holds the uncorrected average.
/// </remarks>
public sealed record MovingAverage(double Beta = 0.9, bool BiasCorrection = false) : Transformation<MovingAverage.Rule>
{
    /// <summary>Whether the start at 0 is corrected, so that equal updates average to themselves.</summary>
    public bool BiasCorrection { get; init; } = BiasCorrection;

    /// <summary>β in [0, 1): 1/(1 − β) steps are remembered.</summary>
    [Fraction] public double Beta { get; init => field = Checked(value); } = Beta;

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
            average = LaneMath.MultiplyAdd(update, Simd.Create(_share), average * _beta);
            cell[0] = average;
            return average * _factor;
        }
    }
}
