using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam whose second moment changes additively: <c>v ← v − (1 − β₂) sign(v − g²) g²</c>, <c>x ← x − ε m/(√v + e)</c>.</summary>
/// <remarks>
/// Zaheer et al. 2018, "Adaptive methods for nonconvex optimization", algorithm 2: without bias correction. The e is 1e-3 unless set.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Yogi { LearningRate = 0.05 }, start)</code></example>
[About("v ← v − (1 − β₂) sign(v − g²) g²; x ← x − ε m/(√v + e)", "Zaheer et al. 2018, algorithm 2",
    Use = "sparse gradients: rates that change slowly")]
public sealed record Yogi() : MomentMethod(0.01, epsilon: 1e-3)
{
    /// <summary>v before the first step, at least 0, default 1e-6.</summary>
    [NonNegative] public double InitialAccumulator { get; init => field = Checked(value); } = 1e-6;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        slots[1].Span.Fill(InitialAccumulator);

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step) => new(new(Beta1), 1 - Beta2, Epsilon);

    /// <summary>Two averages and their quotient.</summary>
    private readonly struct Rule(Average first, double share2, double epsilon) : IRule
    {
        private readonly Average _first = first;
        private readonly double _share2 = share2;
        private readonly Lanes _epsilon = Simd.Create(epsilon);

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = _first.With(update, cell[0]);
            var second = cell[1];
            var square = update * update;
            second -= LaneMath.Sign(second - square) * square * _share2;
            cell[0] = first;
            cell[1] = second;
            return first / (Simd.Sqrt(second) + _epsilon);
        }
    }
}
