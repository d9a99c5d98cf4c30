using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Adam's scaling with Nesterov's look-ahead: <c>u ← ((1 − μₜ)u/(1 − Πμ) + μₜ₊₁m/(1 − μₜμₜ₊₁Πμ))/(√v̂ + ε)</c> with
/// <c>μₜ = β₁(1 − 0.96^(ψt)/2)</c> and the product Πμ of all μ up to t.
/// </summary>
/// <remarks>
/// Dozat 2016, "Incorporating Nesterov momentum into Adam", algorithm 2 with the warm-up of μ of §3. Differs from the paper: the product in
/// the second denominator has μₜ once more, as in PyTorch 1.13.
/// </remarks>
public sealed record ScaleByNAdam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double MomentumDecay = 0.004)
    : Transformation<ScaleByNAdam.Rule>
{
    /// <summary>β₁ in [0, 1).</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <summary>β₂ in [0, 1).</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = Beta2;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <summary>ψ ≥ 0: how fast μ rises from β₁/2 to β₁.</summary>
    [NonNegative] public double MomentumDecay { get; init => field = Checked(value); } = MomentumDecay;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "SecondMoment"];

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> NumberNames => ["Product"];

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        numbers[0] = 1;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var now = Momentum(step.Number);
        var next = Momentum(step.Number + 1);
        var product = step.Numbers[0] *= now;
        var root = Math.Sqrt(step.Correction(Beta2));
        return new Rule(Beta1, Beta2, root * (1 - now) / (1 - product), root * next / (1 - product * now * next), Epsilon * root);
    }

    private double Momentum(long number) => Beta1 * (1 - 0.5 * Math.Pow(0.96, number * MomentumDecay));

    /// <summary>Both moving averages, the look-ahead and the quotient.</summary>
    public readonly struct Rule(double beta1, double beta2, double now, double next, double epsilon) : IRule
    {
        private readonly double _beta1 = beta1;
        private readonly double _share1 = 1 - beta1;
        private readonly double _beta2 = beta2;
        private readonly double _share2 = 1 - beta2;
        private readonly double _now = now;
        private readonly double _next = next;
        private readonly Lanes _epsilon = new(epsilon);

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
            return (update * _now + first * _next) / (Simd.SquareRoot(second) + _epsilon);
        }
    }
}
