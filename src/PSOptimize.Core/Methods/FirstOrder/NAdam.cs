using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Adam with Nesterov's look-ahead: <c>x ← x − ε((1 − μₜ)g/(1 − Πμ) + μₜ₊₁m/(1 − μₜμₜ₊₁Πμ))/(√v̂ + e)</c> with
/// <c>μₜ = β₁(1 − 0.96^(ψt)/2)</c>.
/// </summary>
/// <remarks>
/// Dozat 2016, "Incorporating Nesterov momentum into Adam", algorithm 2 with the warm-up of μ of §3.
/// Differs from the paper: the product in the second denominator has μₜ once more, as in PyTorch 1.13.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new NAdam { LearningRate = 0.05 }, start)</code></example>
[About("Adam with (1 − μₜ)g/(1 − Πμ) + μₜ₊₁m/(1 − μₜμₜ₊₁Πμ) for m̂", "Dozat 2016, algorithm 2",
    Use = "networks in batches: Adam with a look ahead")]
public sealed record NAdam() : MomentMethod(0.002)
{
    /// <summary>ψ ≥ 0, default 0.004: how fast μ rises from β₁/2 to β₁.</summary>
    [NonNegative] public double MomentumDecay { get; init => field = Checked(value); } = 0.004;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> NumberNames => ["Product"];

    /// <inheritdoc/>
    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) => numbers[0] = 1;

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        var now = Momentum(step.Number);
        var next = Momentum(step.Number + 1);
        var product = step.Numbers[0] *= now;
        var root = Math.Sqrt(step.Correction(Beta2));
        return new Rule(new(Beta1), new(Beta2), root * (1 - now) / (1 - product), root * next / (1 - product * now * next), Epsilon * root);
    }

    private double Momentum(long number) => Beta1 * (1 - 0.5 * Math.Pow(0.96, number * MomentumDecay));

    /// <summary>Both moving averages, the look-ahead and the quotient.</summary>
    private readonly struct Rule(Average first, Average second, double now, double next, double epsilon) : IRule
    {
        private readonly Average _first = first;
        private readonly Average _second = second;
        private readonly double _now = now;
        private readonly double _next = next;
        private readonly Lanes _epsilon = Simd.Create(epsilon);

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = _first.With(update, cell[0]);
            var second = _second.WithSquare(update, cell[1]);
            cell[0] = first;
            cell[1] = second;
            return (update * _now + first * _next) / (Simd.Sqrt(second) + _epsilon);
        }
    }
}
