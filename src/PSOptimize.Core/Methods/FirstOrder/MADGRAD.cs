using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Dual averaging with a cube root: <c>s ← s + λg</c>, <c>G ← G + λg²</c> with <c>λ = ε√t</c>, <c>z = x₀ − s/(∛G + e)</c>, and
/// <c>x ← μx + (1 − μ)z</c>. The sum of all gradients leads from the start, so that early steps are not forgotten.
/// </summary>
/// <remarks>
/// Defazio and Jelassi 2021, "Adaptivity without compromise: a momentumized, adaptive, dual averaged gradient method for stochastic
/// optimization", algorithm 1.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new MADGRAD { LearningRate = 0.1 }, start)</code></example>
[About("s, G ← sums of ε√t g and ε√t g²; x ← μx + (1 − μ)(x₀ − s/(∛G + e))", "Defazio and Jelassi 2021, algorithm 1",
    Use = "sparse or noisy gradients, with an average of the iterates")]
public sealed record MADGRAD() : ScalingMethod(0.01)
{
    /// <summary>μ in [0, 1), default 0.9: the paper's 1 − c.</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); } = 0.9;

    /// <summary>e ≥ 0, default 1e-6.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-6;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override bool HoldsRate => true;

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["GradientSum", "SumOfSquares", "Start"];

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> NumberNames => LearningRateWithDecay.NumberNames;

    /// <inheritdoc/>
    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers)
    {
        point.AsSpan().CopyTo(slots[2].Span);
        numbers.Fill(double.NaN);
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        step.LearningRate = LearningRateWithDecay.At(step.Time, step.Numbers);
        return new Rule(step.LearningRate * Math.Sqrt(step.Number), 1 - Momentum, Epsilon);
    }

    /// <summary>Both sums, and the way to the point that they lead to.</summary>
    private readonly struct Rule(double weight, double share, double epsilon) : IRule
    {
        private readonly double _weight = weight;
        private readonly double _share = share;
        private readonly Lanes _epsilon = Simd.Create(epsilon);

        public static int Slots => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var weighted = update * _weight;
            var sum = cell[0] + weighted;
            var squares = LaneMath.MultiplyAdd(weighted, update, cell[1]);
            var start = cell[2];
            cell[0] = sum;
            cell[1] = squares;
            cell[2] = start;
            var step = sum / (LaneMath.CubeRoot(squares) + _epsilon);
            // Without a gradient so far the coordinate stays, also if e is 0.
            var target = start - Simd.ConditionalSelect(Simd.Equals(squares, Lanes.Zero), Lanes.Zero, step);
            return (target - cell.Point) * _share;
        }
    }
}
