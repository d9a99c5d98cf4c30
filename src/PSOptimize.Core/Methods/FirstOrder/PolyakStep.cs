using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Gradient descent with Polyak's step: <c>x ← x − ε (f(x) − f*)/‖g‖² g</c>. It needs the value at the minimum instead of a rate.
/// </summary>
/// <remarks>
/// Polyak 1987, "Introduction to optimization", §5.3.2; with a largest rate: Loizou et al. 2021, "Stochastic Polyak
/// step-size for SGD", eq. 4. The learning rate is a factor, 1 in the book.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new PolyakStep { LowestValue = 0 }, start)</code></example>
[About("x ← x − ε (f(x) − f*)/‖g‖² g", "Polyak 1987, §5.3.2",
    Use = "convex functions whose lowest value is known: no rate to choose")]
public sealed record PolyakStep() : ScalingMethod(1.0)
{
    /// <summary>f*, default 0: the value at the minimum, or a lower bound of it.</summary>
    [Finite] public double LowestValue { get; init => field = Checked(value); }

    /// <summary>The largest rate, above 0, default infinity.</summary>
    [Limit] public double MaxRate { get; init => field = Checked(value); } = double.PositiveInfinity;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override bool NeedsWhole => true;

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        // The rate that would reach the minimum if the function were its tangent.
        var square = TensorPrimitives.SumOfSquares(step.Update);
        var rate = square > 0 ? Math.Min(Math.Max(step.Value - LowestValue, 0) / square, MaxRate) : 0;
        step.LearningRate = rate;
        return new Rule(rate);
    }

    /// <summary>Multiplication by the number of the step.</summary>
    private readonly struct Rule(double factor) : IRule
    {
        private readonly double _factor = factor;

        public static int Slots => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * _factor;
    }
}
