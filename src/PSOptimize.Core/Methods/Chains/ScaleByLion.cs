using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Lion: <c>u ← sign(β₁m + (1 − β₁)u)</c>, then <c>m ← β₂m + (1 − β₂)u</c> with the u that came in.
/// </summary>
/// <remarks>
/// Chen et al. 2023, "Symbolic discovery of optimization algorithms", algorithm 2.
/// </remarks>
public sealed record ScaleByLion(double Beta1 = 0.9, double Beta2 = 0.99) : Transformation<ScaleByLion.Rule>
{
    /// <summary>β₁ in [0, 1): how much of m decides the sign.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <summary>β₂ in [0, 1): the memory of m.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = Beta2;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["Momentum"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Beta1, Beta2);

    /// <summary>The sign of an interpolation.</summary>
    public readonly struct Rule(double beta1, double beta2) : IRule
    {
        private readonly double _beta1 = beta1;
        private readonly double _share1 = 1 - beta1;
        private readonly double _beta2 = beta2;
        private readonly double _share2 = 1 - beta2;

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var momentum = cell[0];
            cell[0] = LaneMath.MultiplyAdd(update, new Lanes(_share2), momentum * _beta2);
            return LaneMath.Sign(LaneMath.MultiplyAdd(update, new Lanes(_share1), momentum * _beta1));
        }
    }
}
