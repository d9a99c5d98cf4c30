using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Schedules;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Adam's scaling with a rate that finds itself: a lower bound d of the distance to the solution grows with what the gradients say of it, and
/// <c>u ← −γd m/(√v + dε)</c> with the moments of the gradients times d. It takes the place of the rate.
/// </summary>
/// <remarks>
/// Mishchenko and Defazio 2024, "Prodigy: an expeditiously adaptive parameter-free learner", algorithm 4.
/// </remarks>
public sealed record ScaleByProdigy(Schedule LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double InitialDistance = 1e-6)
    : Transformation<ScaleByProdigy.Rule>
{
    /// <summary>γ ≥ 0, a number or a schedule of the step; 1 leaves the rate to the method.</summary>
    [NonNegative] public Schedule LearningRate { get; init => field = Checked(value); } = LearningRate;

    /// <summary>β₁ in [0, 1).</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = Beta1;

    /// <summary>β₂ in [0, 1).</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = Beta2;

    /// <summary>ε ≥ 0 keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = Epsilon;

    /// <summary>d before the first step, above 0: a lower bound, the smaller the safer.</summary>
    [Positive] public double InitialDistance { get; init => field = Checked(value); } = InitialDistance;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "SecondMoment", "GradientSum", "Start"];

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> NumberNames =>
        ["Distance", "Correlation", .. Enumerable.Range(0, LearningRate.Memory).Select(i => $"Schedule{i}")];

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers)
    {
        point.AsSpan().CopyTo(slots[3].Span);
        numbers.Fill(double.NaN);
        (numbers[0], numbers[1]) = (InitialDistance, 0);
    }

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        step.KeepSlot(3);
        var numbers = step.Numbers;
        var rate = LearningRate.At(step.Time, numbers.Slice(2, LearningRate.Memory));
        var distance = numbers[0];
        var memory = Math.Sqrt(Beta2);
        var weight = (1 - memory) * rate * distance * distance;
        var (correlation, magnitude) = Correlate(step.Update, step.Point, step.OldSlot(3), step.OldSlot(2), step.NewSlot(2), memory, weight);
        numbers[1] = memory * numbers[1] + weight * correlation;
        if (magnitude > 0) numbers[0] = Math.Max(distance, numbers[1] / magnitude);
        step.LearningRate = rate * distance;
        return new Rule(Beta1, Beta2, distance, -rate * distance, distance * Epsilon);
    }

    /// <summary>Writes the new gradient sum; gives <c>⟨g, x₀ − x⟩</c> and the sum's 1-norm.</summary>
    private static (double Correlation, double Magnitude) Correlate(ReadOnlySpan<double> gradient, ReadOnlySpan<double> point,
        ReadOnlySpan<double> start, ReadOnlySpan<double> oldSum, Span<double> newSum, double memory, double weight)
    {
        Lanes correlations = default, magnitudes = default;
        var i = 0;
        for (; i <= gradient.Length - Lanes.Count; i += Lanes.Count)
        {
            var g = new Lanes(gradient[i..]);
            correlations += g * (new Lanes(start[i..]) - new Lanes(point[i..]));
            var sum = new Lanes(oldSum[i..]) * memory + g * weight;
            sum.CopyTo(newSum[i..]);
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

    /// <summary>Both moving averages and their quotient.</summary>
    public readonly struct Rule(double beta1, double beta2, double distance, double factor, double epsilon) : IRule
    {
        private readonly double _beta1 = beta1;
        private readonly double _share1 = (1 - beta1) * distance;
        private readonly double _beta2 = beta2;
        private readonly double _share2 = (1 - beta2) * distance * distance;
        private readonly double _factor = factor;
        private readonly Lanes _epsilon = new(epsilon);

        /// <inheritdoc/>
        public static int Slots => 4;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = LaneMath.MultiplyAdd(update, new Lanes(_share1), cell[0] * _beta1);
            var second = LaneMath.MultiplyAdd(update * _share2, update, cell[1] * _beta2);
            cell[0] = first;
            cell[1] = second;
            return first * _factor / (Simd.SquareRoot(second) + _epsilon);
        }
    }
}
