using System.Runtime.CompilerServices;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Adam with the largest second moment so far: <c>v̄ ← max(v̄, v)</c>, <c>x ← x − ε m̂/(√(v̄/(1 − β₂ᵗ)) + e)</c>.</summary>
/// <remarks>
/// Reddi, Kale and Kumar 2018, "On the convergence of Adam and beyond", algorithm 2. Differs from the paper: the moments are corrected for
/// their start at 0, the maximum being taken before, as in PyTorch.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AMSGrad { LearningRate = 0.05 }, start)</code></example>
[About("v̄ ← max(v̄, v); x ← x − ε m̂/(√(v̄/(1 − β₂ᵗ)) + e)", "Reddi, Kale and Kumar 2018, algorithm 2",
    Use = "where Adam comes back from the minimum: its rates only fall")]
public sealed record AMSGrad() : MomentMethod(0.001)
{
    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "SecondMoment", "LargestSecondMoment"];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        var (factor, root) = Corrections(step);
        return new Rule(new(Beta1), new(Beta2), factor, Epsilon * root);
    }

    /// <summary>Both moving averages and their quotient.</summary>
    private readonly struct Rule(Average first, Average second, double factor, double epsilon) : IRule
    {
        private readonly Average _first = first;
        private readonly Average _second = second;
        private readonly double _factor = factor;
        private readonly Lanes _epsilon = Simd.Create(epsilon);

        public static int Slots => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = _first.With(update, cell[0]);
            var second = _second.WithSquare(update, cell[1]);
            var largest = Simd.Max(cell[2], second);
            cell[0] = first;
            cell[1] = second;
            cell[2] = largest;
            return first * _factor / (Simd.Sqrt(largest) + _epsilon);
        }
    }
}
