using System.Runtime.CompilerServices;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Adam: <c>m ← β₁m + (1 − β₁)g</c>, <c>v ← β₂v + (1 − β₂)g²</c>, <c>x ← x − ε m̂/(√v̂ + e)</c> with
/// <c>m̂ = m/(1 − β₁ᵗ)</c>, <c>v̂ = v/(1 − β₂ᵗ)</c>.
/// </summary>
/// <remarks>
/// Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Adam { LearningRate = 0.05 }, start)</code></example>
[About("m, v ← moving averages of g, g²; x ← x − ε m̂/(√v̂ + e)", "Kingma and Ba 2015, algorithm 1",
    Use = "the usual choice for networks and noisy gradients; forgiving about the rate")]
public sealed record Adam() : MomentMethod(0.001)
{
    /// <summary>Whether e stands inside the root, default no.</summary>
    public bool EpsilonInside { get; init; }

    /// <summary>Whether the start of both averages at 0 is corrected, default yes.</summary>
    public bool BiasCorrection { get; init; } = true;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        var (factor, root) = BiasCorrection ? Corrections(step) : (1, 1);
        var (inside, outside) = EpsilonInside ? (Epsilon * root * root, 0.0) : (0.0, Epsilon * root);
        return new Rule(new(Beta1), new(Beta2), factor, inside, outside);
    }

    /// <summary>Both moving averages and their quotient.</summary>
    private readonly struct Rule(Average first, Average second, double factor, double inside, double outside) : IRule
    {
        private readonly Average _first = first;
        private readonly Average _second = second;
        private readonly double _factor = factor;
        private readonly double _inside = inside;
        private readonly double _outside = outside;

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = _first.With(update, cell[0]);
            var second = _second.WithSquare(update, cell[1]);
            cell[0] = first;
            cell[1] = second;
            return first * _factor / (Simd.Sqrt(second + Simd.Create(_inside)) + Simd.Create(_outside));
        }
    }
}
