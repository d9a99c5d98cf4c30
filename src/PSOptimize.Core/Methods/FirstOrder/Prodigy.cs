using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Adam with a rate that finds itself: a lower bound d of the distance to the solution grows with what the gradients say of it, and is
/// the rate.
/// </summary>
/// <remarks>
/// Mishchenko and Defazio 2024, "Prodigy: an expeditiously adaptive parameter-free learner", algorithm 4. The rate γ is a factor of d, 1 in
/// the paper.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Prodigy(), start)</code></example>
[About("x ← x − γ d m/(√v + d e), d ← max(d, r/‖s‖₁)", "Mishchenko and Defazio 2024, algorithm 4",
    Use = "networks in batches, without choosing a rate")]
public sealed record Prodigy() : MomentMethod(1.0)
{
    /// <summary>d before the first step, above 0, default 1e-6: a lower bound, the smaller the safer.</summary>
    [Positive] public double InitialDistance { get; init => field = Checked(value); } = 1e-6;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override bool NeedsWhole => true;

    /// <inheritdoc/>
    protected internal override bool HoldsRate => true;

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "SecondMoment", "GradientSum", "Start"];

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> NumberNames => ["Distance", "Correlation", .. LearningRateWithDecay.NumberNames];

    /// <inheritdoc/>
    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers)
    {
        point.AsSpan().CopyTo(slots[3].Span);
        numbers.Fill(double.NaN);
        (numbers[0], numbers[1]) = (InitialDistance, 0);
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        step.KeepSlot(3);
        var numbers = step.Numbers;
        var rate = LearningRateWithDecay.At(step.Time, numbers[2..]);
        var distance = numbers[0];
        var memory = Math.Sqrt(Beta2);
        var weight = (1 - memory) * rate * distance * distance;
        var (correlation, magnitude) =
            Correlate(step.Update, step.Point, step.OldSlot(3), step.OldSlot(2), step.NewSlot(2), memory, weight);
        numbers[1] = memory * numbers[1] + weight * correlation;
        if (magnitude > 0) numbers[0] = Math.Max(distance, numbers[1] / magnitude);
        step.LearningRate = rate * distance;
        var (first, second) = (new Average(Beta1, (1 - Beta1) * distance), new Average(Beta2, (1 - Beta2) * distance * distance));
        return new Rule(first, second, -rate * distance, distance * Epsilon);
    }

    /// <summary>Writes the new gradient sum; gives <c>⟨g, x₀ − x⟩</c> and the sum's 1-norm.</summary>
    [MethodImpl(JitHints.FullyOptimized)]
    private static (double Correlation, double Magnitude) Correlate(ReadOnlySpan<double> gradient, ReadOnlySpan<double> point,
        ReadOnlySpan<double> start, ReadOnlySpan<double> oldSum, Span<double> newSum, double memory, double weight)
    {
        Lanes correlations = default, magnitudes = default;
        var i = 0;
        for (; i <= gradient.Length - Lanes.Count; i += Lanes.Count)
        {
            var g = Simd.Create(gradient[i..]);
            correlations += g * (Simd.Create(start[i..]) - Simd.Create(point[i..]));
            var sum = Simd.Create(oldSum[i..]) * memory + g * weight;
            Simd.CopyTo(sum, newSum[i..]);
            magnitudes += Simd.Abs(sum);
        }
        var (correlation, magnitude) = (Simd.Sum(correlations), Simd.Sum(magnitudes));
        for (; i < gradient.Length; i++)
        {
            correlation += gradient[i] * (start[i] - point[i]);
            newSum[i] = oldSum[i] * memory + gradient[i] * weight;
            magnitude += Math.Abs(newSum[i]);
        }
        return (correlation, magnitude);
    }

    /// <summary>Both moving averages of gradients times d, and their quotient.</summary>
    private readonly struct Rule(Average first, Average second, double factor, double epsilon) : IRule
    {
        private readonly Average _first = first;
        private readonly Average _second = second;
        private readonly double _factor = factor;
        private readonly Lanes _epsilon = Simd.Create(epsilon);

        public static int Slots => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = _first.With(update, cell[0]);
            var second = _second.WithSquare(update, cell[1]);
            cell[0] = first;
            cell[1] = second;
            return first * _factor / (Simd.Sqrt(second) + _epsilon);
        }
    }
}
