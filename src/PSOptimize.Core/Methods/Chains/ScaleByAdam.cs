using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Adam's scaling: <c>m ← β₁m + (1 − β₁)u</c>, <c>v ← β₂v + (1 − β₂)u²</c>, <c>u ← m̂/(√v̂ + ε)</c> with the bias-corrected
/// <c>m̂ = m/(1 − β₁ᵗ)</c> and <c>v̂ = v/(1 − β₂ᵗ)</c>. The slots hold the uncorrected averages.
/// </summary>
/// <remarks>
/// Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1. Computed as <c>a m/(√v + e)</c> with
/// <c>a = √(1 − β₂ᵗ)/(1 − β₁ᵗ)</c> and <c>e = ε√(1 − β₂ᵗ)</c>: the same number with one root and one division.
/// </remarks>
public sealed record ScaleByAdam(
    double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, bool EpsilonInside = false, bool BiasCorrection = true)
    : Transformation<ScaleByAdam.Rule>
{
    /// <summary>Whether ε stands inside the root: <c>m̂/√(v̂ + ε)</c>.</summary>
    public bool EpsilonInside { get; init; } = EpsilonInside;

    /// <summary>Whether the start at 0 is corrected; else m and v stand for m̂ and v̂.</summary>
    public bool BiasCorrection { get; init; } = BiasCorrection;

    /// <summary>β₁ in [0, 1).</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <summary>β₂ in [0, 1).</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = Beta2;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "SecondMoment"];

    /// <inheritdoc/>
    [MethodImpl(Hot.Path)]
    protected internal override Rule Fold(ref Step step)
    {
        var square = BiasCorrection ? step.Correction(Beta2) : 1;
        var root = Math.Sqrt(square);
        var factor = BiasCorrection ? root / step.Correction(Beta1) : 1;
        return EpsilonInside
            ? new Rule(Beta1, Beta2, factor, Epsilon * square, 0)
            : new Rule(Beta1, Beta2, factor, 0, Epsilon * root);
    }

    /// <summary>Both moving averages and their quotient.</summary>
    public readonly struct Rule(double beta1, double beta2, double factor, double inside, double outside) : IRule
    {
        private readonly double _beta1 = beta1;
        private readonly double _share1 = 1 - beta1;
        private readonly double _beta2 = beta2;
        private readonly double _share2 = 1 - beta2;
        private readonly double _factor = factor;
        private readonly double _inside = inside;
        private readonly double _outside = outside;

        /// <inheritdoc/>
        public static int Slots => 2;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = cell[0];
            var second = cell[1];
            first = LaneMath.MultiplyAdd(update, new Lanes(_share1), first * _beta1);
            second = LaneMath.MultiplyAdd(update * _share2, update, second * _beta2);
            cell[0] = first;
            cell[1] = second;
            return first * _factor / (Simd.SquareRoot(second + new Lanes(_inside)) + new Lanes(_outside));
        }
    }
}
