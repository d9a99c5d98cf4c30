using System.Runtime.CompilerServices;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam with the largest gradient: <c>m ← β₁m + (1 − β₁)g</c>, <c>w ← max(β₂w, |g| + e)</c>, <c>x ← x − ε m̂/w</c>.</summary>
/// <remarks>
/// Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 2. Differs from the paper: e keeps the division safe, as in
/// PyTorch.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AdaMax { LearningRate = 0.05 }, start)</code></example>
[About("w ← max(β₂w, |g| + e); x ← x − ε m̂/w", "Kingma and Ba 2015, algorithm 2",
    Use = "rare large gradients, as of embeddings: Adam with a maximum")]
public sealed record AdaMax() : MomentMethod(0.002)
{
    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "Largest"];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step) => new(new(Beta1), Beta2, 1 / step.Correction(Beta1), Epsilon);

    /// <summary>The moving average over the largest gradient.</summary>
    private readonly struct Rule(Average first, double beta2, double factor, double epsilon) : IRule
    {
        private readonly Average _first = first;
        private readonly double _beta2 = beta2;
        private readonly double _factor = factor;
        private readonly Lanes _epsilon = Simd.Create(epsilon);

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = _first.With(update, cell[0]);
            var largest = Simd.Max(cell[1] * _beta2, Simd.Abs(update) + _epsilon);
            cell[0] = first;
            cell[1] = largest;
            return first * _factor / largest;
        }
    }
}
