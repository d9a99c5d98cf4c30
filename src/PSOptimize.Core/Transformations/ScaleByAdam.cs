using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Transformations;

/// <summary>
/// Adam's scaling: <c>m ← β₁m + (1 − β₁)u</c>, <c>v ← β₂v + (1 − β₂)u²</c>, <c>u ← m̂/(√v̂ + ε)</c> with the bias-corrected
/// <c>m̂ = m/(1 − β₁ᵗ)</c> and <c>v̂ = v/(1 − β₂ᵗ)</c>. The slots hold the uncorrected averages.
/// </summary>
/// <param name="Beta1">β₁ in [0, 1).</param>
/// <param name="Beta2">β₂ in [0, 1).</param>
/// <param name="Epsilon">ε ≥ 0 keeps the division safe.</param>
/// <remarks>
/// Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1. Computed as <c>a m/(√v + e)</c> with
/// <c>a = √(1 − β₂ᵗ)/(1 − β₁ᵗ)</c> and <c>e = ε√(1 − β₂ᵗ)</c>: the same number with one root and one division.
/// </remarks>
public sealed record ScaleByAdam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : Transformation<ScaleByAdam.Rule>
{
    /// <summary>β₁ in [0, 1).</summary>
    public double Beta1 { get; init => field = Require.Fraction(value); } = Require.Fraction(Beta1);

    /// <summary>β₂ in [0, 1).</summary>
    public double Beta2 { get; init => field = Require.Fraction(value); } = Require.Fraction(Beta2);

    /// <summary>ε ≥ 0.</summary>
    public double Epsilon { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Epsilon);

    /// <inheritdoc/>
    public override IReadOnlyList<string> SlotNames => ["FirstMoment", "SecondMoment"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var root = Math.Sqrt(1 - Math.Pow(Beta2, step.Number));
        return new Rule(1 - Beta1, 1 - Beta2, root / (1 - Math.Pow(Beta1, step.Number)), Epsilon * root);
    }

    /// <summary>Both moving averages and their quotient.</summary>
    public readonly struct Rule(double share1, double share2, double factor, double epsilon) : IRule
    {
        private readonly double _share1 = share1;
        private readonly double _share2 = share2;
        private readonly double _factor = factor;
        private readonly Lanes _epsilon = new(epsilon);

        /// <inheritdoc/>
        public static int Slots => 2;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = cell[0];
            var second = cell[1];
            first += (update - first) * _share1;
            second += (update * update - second) * _share2;
            cell[0] = first;
            cell[1] = second;
            return first * _factor / (Simd.SquareRoot(second) + _epsilon);
        }
    }
}
