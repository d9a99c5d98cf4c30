using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Adam's scaling, rectified: while the variance of the second moment is out of hand (the first few steps), only the corrected first
/// moment goes on; then <c>r m̂ √(1 − β₂ᵗ)/(√v + ε)</c> with the rectification r.
/// </summary>
/// <remarks>
/// Liu et al. 2020, "On the variance of the adaptive learning rate and beyond", algorithm 2. Differs from the paper: it rectifies from an
/// approximated length of 5 on instead of 4, as in PyTorch, and ε keeps the division safe.
/// </remarks>
public sealed record ScaleByRAdam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : Transformation<ScaleByRAdam.Rule>
{
    /// <summary>β₁ in [0, 1).</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <summary>β₂ in [0, 1).</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = Beta2;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "SecondMoment"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var power = Math.Pow(Beta2, step.Number);
        var mean = 1 / step.Correction(Beta1);
        var limit = 2 / (1 - Beta2) - 1;
        var length = limit - 2 * step.Number * power / (1 - power);
        if (length <= 5) return new Rule(Beta1, Beta2, mean, 0, 1);
        var rectification = Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
        return new Rule(Beta1, Beta2, mean * rectification * Math.Sqrt(1 - power), 1, Epsilon);
    }

    /// <summary>Both moving averages and, where it is adaptive, their quotient.</summary>
    public readonly struct Rule(double beta1, double beta2, double factor, double adaptive, double offset) : IRule
    {
        private readonly double _beta1 = beta1;
        private readonly double _share1 = 1 - beta1;
        private readonly double _beta2 = beta2;
        private readonly double _share2 = 1 - beta2;
        private readonly double _factor = factor;
        private readonly double _adaptive = adaptive;
        private readonly Lanes _offset = new(offset);

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
            // Not adaptive: the denominator is √0 + 1.
            return first * _factor / (Simd.SquareRoot(second) * _adaptive + _offset);
        }
    }
}
