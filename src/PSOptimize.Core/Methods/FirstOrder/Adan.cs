using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Adan: moving averages m of the gradient, v of its change and n of the square of the gradient that looks ahead;
/// <c>x ← (x − ε(m̂ + β₂v̂)/(√n̂ + e))/(1 + ελ)</c>.
/// </summary>
/// <remarks>
/// Xie et al. 2022, "Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models", algorithm 1. Differs from the paper:
/// its βᵢ are written here as 1 − βᵢ, like those of Adam; bias correction as in the authors' code; no restart. The weight decay is
/// proximal.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Adan { LearningRate = 0.05 }, start)</code></example>
[About("x ← (x − ε(m̂ + β₂v̂)/(√n̂ + e))/(1 + ελ) with moving averages of g, its change, and its look-ahead squared",
    "Xie et al. 2022, algorithm 1",
    Use = "large networks in batches, at rates higher than those of Adam")]
public sealed record Adan() : ScalingMethod(0.001)
{
    /// <summary>β₁ in [0, 1), default 0.98: memory of the gradient.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.98;

    /// <summary>β₂ in [0, 1), default 0.92: memory of its change.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.92;

    /// <summary>β₃ in [0, 1), default 0.99: memory of the square.</summary>
    [Fraction] public double Beta3 { get; init => field = Checked(value); } = 0.99;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "Change", "SecondMoment", "PreviousGradient"];

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [Scaling, Rate, new ShrinkPoint(WeightDecay)];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        var root = Math.Sqrt(step.Correction(Beta3));
        return new Rule(new(Beta1), new(Beta2), new(Beta3), Beta2, step.Number == 1 ? 0 : 1,
            root / step.Correction(Beta1), root * Beta2 / step.Correction(Beta2), Epsilon * root);
    }

    /// <summary>Three averages and their quotient.</summary>
    private readonly struct Rule(
        Average first, Average change, Average second, double beta2, double known, double factor1, double factor2, double epsilon) : IRule
    {
        private readonly Average _first = first;
        private readonly Average _change = change;
        private readonly Average _second = second;
        private readonly double _beta2 = beta2;
        private readonly double _known = known;
        private readonly double _factor1 = factor1;
        private readonly double _factor2 = factor2;
        private readonly Lanes _epsilon = Simd.Create(epsilon);

        public static int Slots => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            // Before the first step there is no gradient to differ from.
            var difference = (update - cell[3]) * _known;
            var ahead = update + difference * _beta2;
            var first = _first.With(update, cell[0]);
            var change = _change.With(difference, cell[1]);
            var second = _second.WithSquare(ahead, cell[2]);
            cell[0] = first;
            cell[1] = change;
            cell[2] = second;
            cell[3] = update;
            return (first * _factor1 + change * _factor2) / (Simd.Sqrt(second) + _epsilon);
        }
    }
}
