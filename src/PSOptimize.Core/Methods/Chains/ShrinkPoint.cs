using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Weight decay as a proximal step: <c>x ← x/(1 + ελ)</c> after the move, with the rate ε of the step.
/// </summary>
/// <remarks>
/// The proximal operator of <c>λ/2‖x‖²</c>: Parikh and Boyd 2014, "Proximal algorithms", §6.1.1.
/// </remarks>
public sealed record ShrinkPoint(double WeightDecay) : Transformation<ShrinkPoint.Rule>
{
    /// <summary>λ ≥ 0.</summary>
    [NonNegative] public double WeightDecay { get; init => field = Checked(value); } = WeightDecay;

    /// <inheritdoc/>
    public override bool ActsOnPoint => true;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(1 / (1 + WeightDecay * step.LearningRate));

    /// <summary>Multiplication by a factor below 1.</summary>
    public readonly struct Rule(double factor) : IRule
    {
        private readonly double _factor = factor;

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * _factor;
    }
}
