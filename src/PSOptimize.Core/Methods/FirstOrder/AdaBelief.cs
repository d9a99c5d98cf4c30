using System.Runtime.CompilerServices;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam with the mean square of the surprise: <c>s ← β₂s + (1 − β₂)(g − m)² + e</c>, <c>x ← x − ε m̂/(√ŝ + e)</c>.</summary>
/// <remarks>
/// Zhuang et al. 2020, "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients", algorithm 2. The e is
/// 1e-16 unless set.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AdaBelief { LearningRate = 0.05 }, start)</code></example>
[About("s ← β₂s + (1 − β₂)(g − m)² + e; x ← x − ε m̂/(√ŝ + e)", "Zhuang et al. 2020, algorithm 2",
    Use = "noisy gradients: long steps where gradients agree with their mean")]
public sealed record AdaBelief() : MomentMethod(0.001, epsilon: 1e-16)
{
    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "Surprise"];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        var (factor, root) = Corrections(step);
        return new Rule(new(Beta1), Beta2, factor, Epsilon, Epsilon * root);
    }

    /// <summary>The moving average over the surprise.</summary>
    private readonly struct Rule(Average first, double beta2, double factor, double inside, double outside) : IRule
    {
        private readonly Average _first = first;
        private readonly double _beta2 = beta2;
        private readonly double _share2 = 1 - beta2;
        private readonly double _factor = factor;
        private readonly Lanes _inside = Simd.Create(inside);
        private readonly Lanes _outside = Simd.Create(outside);

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = _first.With(update, cell[0]);
            var surprise = update - first;
            var second = LaneMath.MultiplyAdd(surprise * _share2, surprise, LaneMath.MultiplyAdd(cell[1], Simd.Create(_beta2), _inside));
            cell[0] = first;
            cell[1] = second;
            return first * _factor / (Simd.Sqrt(second) + _outside);
        }
    }
}
