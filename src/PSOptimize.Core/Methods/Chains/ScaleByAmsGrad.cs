using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Adam's scaling with the largest second moment so far: <c>v̄ ← max(v̄, v)</c>, <c>u ← m̂/(√(v̄/(1 − β₂ᵗ)) + ε)</c>.
/// </summary>
/// <remarks>
/// Reddi, Kale and Kumar 2018, "On the convergence of Adam and beyond", algorithm 2. Differs from the paper: both moments are corrected
/// for their start at 0; the maximum is taken before the correction, as in PyTorch.
/// </remarks>
public sealed record ScaleByAmsGrad(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : Transformation<ScaleByAmsGrad.Rule>
{
    /// <summary>β₁ in [0, 1).</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <summary>β₂ in [0, 1).</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = Beta2;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "SecondMoment", "LargestSecondMoment"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var root = Math.Sqrt(step.Correction(Beta2));
        return new Rule(Beta1, Beta2, root / step.Correction(Beta1), Epsilon * root);
    }

    /// <summary>Both moving averages and their quotient.</summary>
    public readonly struct Rule(double beta1, double beta2, double factor, double epsilon) : IRule
    {
        private readonly double _beta1 = beta1;
        private readonly double _share1 = 1 - beta1;
        private readonly double _beta2 = beta2;
        private readonly double _share2 = 1 - beta2;
        private readonly double _factor = factor;
        private readonly Lanes _epsilon = new(epsilon);

        /// <inheritdoc/>
        public static int Slots => 3;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = cell[0];
            var second = cell[1];
            first = LaneMath.MultiplyAdd(update, new Lanes(_share1), first * _beta1);
            second = LaneMath.MultiplyAdd(update * _share2, update, second * _beta2);
            var largest = Simd.Max(cell[2], second);
            cell[0] = first;
            cell[1] = second;
            cell[2] = largest;
            return first * _factor / (Simd.SquareRoot(largest) + _epsilon);
        }
    }
}
