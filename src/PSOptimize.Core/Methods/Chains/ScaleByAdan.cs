using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Adan: moving averages m of the gradient, v of its change Δ and n of the square of <c>u + β₂Δ</c>; <c>u ← (m̂ + β₂v̂)/(√n̂ + ε)</c>,
/// each average corrected for its start at 0.
/// </summary>
/// <remarks>
/// Xie et al. 2022, "Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models", algorithm 1. Differs from the paper: its
/// βᵢ are written here as 1 − βᵢ, like those of Adam; the averages are bias-corrected, as in the authors' code; no restart.
/// </remarks>
public sealed record ScaleByAdan(double Beta1 = 0.98, double Beta2 = 0.92, double Beta3 = 0.99, double Epsilon = 1e-8)
    : Transformation<ScaleByAdan.Rule>
{
    /// <summary>β₁ in [0, 1): memory of the gradient.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <summary>β₂ in [0, 1): memory of its change.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = Beta2;

    /// <summary>β₃ in [0, 1): memory of the square.</summary>
    [Fraction] public double Beta3 { get; init => field = Checked(value); } = Beta3;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "Change", "SecondMoment", "PreviousGradient"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var root = Math.Sqrt(step.Correction(Beta3));
        return new Rule(Beta1, Beta2, Beta3, step.Number == 1 ? 0 : 1,
            root / step.Correction(Beta1), root * Beta2 / step.Correction(Beta2), Epsilon * root);
    }

    /// <summary>Three averages and their quotient.</summary>
    public readonly struct Rule(double beta1, double beta2, double beta3, double known, double factor1, double factor2, double epsilon) : IRule
    {
        private readonly double _beta1 = beta1;
        private readonly double _share1 = 1 - beta1;
        private readonly double _beta2 = beta2;
        private readonly double _share2 = 1 - beta2;
        private readonly double _beta3 = beta3;
        private readonly double _share3 = 1 - beta3;
        private readonly double _known = known;
        private readonly double _factor1 = factor1;
        private readonly double _factor2 = factor2;
        private readonly Lanes _epsilon = new(epsilon);

        /// <inheritdoc/>
        public static int Slots => 4;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = cell[0];
            var change = cell[1];
            var second = cell[2];
            // Before the first step there is no gradient to differ from.
            var difference = (update - cell[3]) * _known;
            var ahead = update + difference * _beta2;
            first = LaneMath.MultiplyAdd(update, new Lanes(_share1), first * _beta1);
            change = LaneMath.MultiplyAdd(difference, new Lanes(_share2), change * _beta2);
            second = LaneMath.MultiplyAdd(ahead * _share3, ahead, second * _beta3);
            cell[0] = first;
            cell[1] = change;
            cell[2] = second;
            cell[3] = update;
            return (first * _factor1 + change * _factor2) / (Simd.SquareRoot(second) + _epsilon);
        }
    }
}
