using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// The rate of DoG: <c>u ← ηu</c> with <c>η = r/√G</c>, r the largest distance from the start so far (at first a small guess) and G the sum
/// of the squared norms of all updates that came in.
/// </summary>
/// <remarks>
/// Ivgi, Hinder and Carmon 2023, "DoG is SGD's best friend: a parameter-free dynamic step size schedule", eq. 1.
/// </remarks>
public sealed record ScaleByDistance(double InitialDistance = 1e-6) : Transformation<ScaleByDistance.Rule>
{
    /// <summary>The first guess of r as a multiple of 1 + ‖x₀‖, above 0.</summary>
    [Positive] public double InitialDistance { get; init => field = Checked(value); } = InitialDistance;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["Start"];

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> NumberNames => ["LargestDistance", "SumOfSquares"];

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers)
    {
        point.AsSpan().CopyTo(slots[0].Span);
        numbers[0] = InitialDistance * (1 + point.Norm());
    }

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
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
    public readonly struct Rule(double factor) : IRule
    {
        private readonly double _factor = factor;

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * _factor;
    }
}
