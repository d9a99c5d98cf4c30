using System.Runtime.CompilerServices;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Adam with the gradient normalised before it is averaged, by the second moment of the gradients before it:
/// <c>m ← β₁m + (1 − β₁) clip(g/max(√v, e), ⁴√t)</c>, <c>x ← x − εm</c>, then <c>v ← β₂v + (1 − β₂)g²</c>. It converges with every β₂.
/// </summary>
/// <remarks>
/// Taniguchi et al. 2024, "ADOPT: modified Adam can converge with any β₂ with the optimal rate", algorithm 2, clipped. Differs from the
/// paper: the first gradient is g₀ and g₁ at once, so that the first step moves too. The defaults are β₂ = 0.9999 and e = 1e-6.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new ADOPT { LearningRate = 0.05 }, start)</code></example>
[About("m ← β₁m + (1 − β₁) clip(g/max(√v, e), ⁴√t), x ← x − ε m, then v ← β₂v + (1 − β₂)g²", "Taniguchi et al. 2024, algorithm 2",
    Use = "where Adam does not converge: it works with any Beta2")]
public sealed record ADOPT : MomentMethod
{
    /// <summary>With the paper's β₂.</summary>
    public ADOPT() : base(0.001, epsilon: 1e-6) => Beta2 = 0.9999;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step) =>
        new(new(Beta1), new(Beta2), Math.Sqrt(Math.Sqrt(step.Number)), step.Number == 1 ? 1 : 0, Epsilon);

    /// <summary>The average of normalised gradients.</summary>
    private readonly struct Rule(Average first, Average second, double limit, double fresh, double epsilon) : IRule
    {
        private readonly Average _first = first;
        private readonly Average _second = second;
        private readonly Lanes _limit = Simd.Create(limit);
        private readonly double _fresh = fresh;
        private readonly Lanes _epsilon = Simd.Create(epsilon);

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            // The slot is 0 before the first step, whose own square stands for it.
            var before = LaneMath.MultiplyAdd(update * _fresh, update, cell[1]);
            var scaled = update / Simd.Max(Simd.Sqrt(before), _epsilon);
            var first = _first.With(Simd.Min(Simd.Max(scaled, -_limit), _limit), cell[0]);
            cell[0] = first;
            cell[1] = _second.WithSquare(update, before);
            return first;
        }
    }
}
