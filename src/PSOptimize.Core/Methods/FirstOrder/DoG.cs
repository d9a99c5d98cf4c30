using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Distance over gradients: <c>x ← x − ε r/√G g</c>, r the largest distance from the start so far and G the sum of the squared gradient
/// norms. There is no rate to tune.
/// </summary>
/// <remarks>
/// Ivgi, Hinder and Carmon 2023, "DoG is SGD's best friend: a parameter-free dynamic step size schedule", eq. 1. The rate is a factor, 1 in
/// the paper. The paper recommends the average of the iterates; the answer here is the last, unless averaging is asked for.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new DoG { InitialDistance = 1e-4 }, start)</code></example>
[About("x ← x − r/√G g, r the largest distance from the start, G the sum of ‖g‖²", "Ivgi, Hinder and Carmon 2023, eq. 1",
    Use = "convex functions and batches, without choosing a rate")]
public sealed record DoG() : ScalingMethod(1.0)
{
    /// <summary>The first guess of r as a multiple of 1 + ‖x₀‖, above 0, default 1e-6.</summary>
    [Positive] public double InitialDistance { get; init => field = Checked(value); } = 1e-6;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override bool NeedsWhole => true;

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["Start"];

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> NumberNames => ["LargestDistance", "SumOfSquares"];

    /// <inheritdoc/>
    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers)
    {
        point.AsSpan().CopyTo(slots[0].Span);
        numbers[0] = InitialDistance * (1 + point.Norm());
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        step.KeepSlot(0);
        var numbers = step.Numbers;
        numbers[0] = Math.Max(numbers[0], TensorPrimitives.Distance(step.Point, step.OldSlot(0)));
        numbers[1] += TensorPrimitives.SumOfSquares(step.Update);
        var rate = numbers[1] > 0 ? numbers[0] / Math.Sqrt(numbers[1]) : 0;
        step.LearningRate = rate;
        return new Rule(rate);
    }

    /// <summary>Multiplication by the rate.</summary>
    private readonly struct Rule(double factor) : IRule
    {
        private readonly double _factor = factor;

        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * _factor;
    }
}
