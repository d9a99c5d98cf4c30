using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// AdaBelief's scaling: Adam's with the mean square of the surprise, <c>s ← β₂s + (1 − β₂)(u − m)² + ε</c>, <c>u ← m̂/(√ŝ + ε)</c>.
/// </summary>
/// <remarks>
/// Zhuang et al. 2020, "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients", algorithm 2.
/// </remarks>
public sealed record ScaleByBelief(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-16) : Transformation<ScaleByBelief.Rule>
{
    /// <summary>β₁ in [0, 1).</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <summary>β₂ in [0, 1).</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = Beta2;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "Surprise"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var root = Math.Sqrt(step.Correction(Beta2));
        return new Rule(Beta1, Beta2, root / step.Correction(Beta1), Epsilon, Epsilon * root);
    }

    /// <summary>The moving average over the surprise.</summary>
    public readonly struct Rule(double beta1, double beta2, double factor, double inside, double outside) : IRule
    {
        private readonly double _beta1 = beta1;
        private readonly double _share1 = 1 - beta1;
        private readonly double _beta2 = beta2;
        private readonly double _share2 = 1 - beta2;
        private readonly double _factor = factor;
        private readonly Lanes _inside = new(inside);
        private readonly Lanes _outside = new(outside);

        /// <inheritdoc/>
        public static int Slots => 2;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = cell[0];
            var second = cell[1];
            first = LaneMath.MultiplyAdd(update, new Lanes(_share1), first * _beta1);
            var surprise = update - first;
            second = LaneMath.MultiplyAdd(surprise * _share2, surprise, LaneMath.MultiplyAdd(second, new Lanes(_beta2), _inside));
            cell[0] = first;
            cell[1] = second;
            return first * _factor / (Simd.SquareRoot(second) + _outside);
        }
    }
}
