using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Adam with the largest gradient in place of the second moment: <c>m ← β₁m + (1 − β₁)u</c>, <c>w ← max(β₂w, |u| + ε)</c>, <c>u ← m̂/w</c>.
/// </summary>
/// <remarks>
/// Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 2. Differs from the paper: ε keeps the division safe, as in PyTorch.
/// </remarks>
public sealed record ScaleByAdaMax(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : Transformation<ScaleByAdaMax.Rule>
{
    /// <summary>β₁ in [0, 1).</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <summary>β₂ in [0, 1).</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = Beta2;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "Largest"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Beta1, Beta2, 1 / step.Correction(Beta1), Epsilon);

    /// <summary>The moving average over the largest gradient.</summary>
    public readonly struct Rule(double beta1, double beta2, double factor, double epsilon) : IRule
    {
        private readonly double _beta1 = beta1;
        private readonly double _share1 = 1 - beta1;
        private readonly double _beta2 = beta2;
        private readonly double _factor = factor;
        private readonly Lanes _epsilon = new(epsilon);

        /// <inheritdoc/>
        public static int Slots => 2;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = cell[0];
            first = LaneMath.MultiplyAdd(update, new Lanes(_share1), first * _beta1);
            var largest = Simd.Max(cell[1] * _beta2, Simd.Abs(update) + _epsilon);
            cell[0] = first;
            cell[1] = largest;
            return first * _factor / largest;
        }
    }
}
