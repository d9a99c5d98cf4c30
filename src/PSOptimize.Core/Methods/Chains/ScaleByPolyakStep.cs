using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Polyak's step: <c>u ← εu</c> with <c>ε = (f(x) − f*)/‖u‖²</c>, the rate that would reach the minimum if the
/// function were its tangent.
/// </summary>
/// <remarks>
/// Polyak 1987, "Introduction to optimization", §5.3.2; with the largest rate: Loizou et al. 2021, "Stochastic Polyak step-size for SGD", eq. 4.
/// </remarks>
public sealed record ScaleByPolyakStep(double LowestValue = 0, double MaxRate = double.PositiveInfinity) : Transformation<ScaleByPolyakStep.Rule>
{
    /// <summary>f*, the value at the minimum, or a lower bound of it.</summary>
    [Finite] public double LowestValue { get; init => field = Checked(value); } = LowestValue;

    /// <summary>The largest rate, above 0.</summary>
    [Limit] public double MaxRate { get; init => field = Checked(value); } = MaxRate;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var square = TensorPrimitives.SumOfSquares(step.Update);
        var rate = square > 0 ? Math.Min(Math.Max(step.Value - LowestValue, 0) / square, MaxRate) : 0;
        step.LearningRate = rate;
        return new Rule(rate);
    }

    /// <summary>Multiplication by the number of the step.</summary>
    public readonly struct Rule(double factor) : IRule
    {
        private readonly double _factor = factor;

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * _factor;
    }
}
