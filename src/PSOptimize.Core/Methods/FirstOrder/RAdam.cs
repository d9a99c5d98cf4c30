using System.Runtime.CompilerServices;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Rectified Adam: while the second moment rests on too few steps, <c>x ← x − ε m̂</c>; then Adam's step times the rectification r.
/// </summary>
/// <remarks>
/// Liu et al. 2020, "On the variance of the adaptive learning rate and beyond", algorithm 2. Differs from the paper: it rectifies from an
/// approximated length of 5 on instead of 4, and e keeps the division safe, as in PyTorch.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new RAdam { LearningRate = 0.05 }, start)</code></example>
[About("x ← x − ε m̂ at first, then x ← x − ε r m̂ √(1 − β₂ᵗ)/(√v + e)", "Liu et al. 2020, algorithm 2",
    Use = "networks in batches, without a warm-up of the rate")]
public sealed record RAdam() : MomentMethod(0.001)
{
    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        var power = Math.Pow(Beta2, step.Number);
        var mean = 1 / step.Correction(Beta1);
        var limit = 2 / (1 - Beta2) - 1;
        var length = limit - 2 * step.Number * power / (1 - power);
        if (length <= 5) return new Rule(new(Beta1), new(Beta2), mean, 0, 1);
        var rectification = Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
        return new Rule(new(Beta1), new(Beta2), mean * rectification * Math.Sqrt(1 - power), 1, Epsilon);
    }

    /// <summary>Both moving averages and, once it is adaptive, their quotient.</summary>
    private readonly struct Rule(Average first, Average second, double factor, double adaptive, double offset) : IRule
    {
        private readonly Average _first = first;
        private readonly Average _second = second;
        private readonly double _factor = factor;
        private readonly double _adaptive = adaptive;
        private readonly Lanes _offset = Simd.Create(offset);

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = _first.With(update, cell[0]);
            var second = _second.WithSquare(update, cell[1]);
            cell[0] = first;
            cell[1] = second;
            // Not adaptive: the denominator is √0 + 1.
            return first * _factor / (Simd.Sqrt(second) * _adaptive + _offset);
        }
    }
}
