using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Takes the mean away: <c>u ← u − mean(u)</c>.
/// </summary>
/// <remarks>
/// Yong et al. 2020, "Gradient centralization: a new optimization technique for deep neural networks", eq. 1, with all coordinates as one
/// column.
/// </remarks>
public sealed record Centralize : Transformation<Centralize.Rule>
{
    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(TensorPrimitives.Sum(step.Update) / step.Dimension);

    /// <summary>Subtracts the mean.</summary>
    public readonly struct Rule(double mean) : IRule
    {
        private readonly Lanes _mean = Simd.Create(mean);

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update - _mean;
    }
}
