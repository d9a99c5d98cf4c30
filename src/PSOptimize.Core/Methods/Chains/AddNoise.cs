using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Normal noise that anneals: <c>u ← u + z</c> with <c>z ~ N(0, η/(1 + t)^γ)</c> in each coordinate.
/// </summary>
/// <remarks>
/// Neelakantan et al. 2015, "Adding gradient noise improves learning for very deep networks", eq. 1. The draws follow from the key of the
/// run and the number of the step.
/// </remarks>
public sealed record AddNoise(double Variance, double Annealing = 0.55) : Transformation<AddNoise.Rule>
{
    /// <summary>η ≥ 0.</summary>
    [NonNegative] public double Variance { get; init => field = Checked(value); } = Variance;

    /// <summary>γ ≥ 0; 0 keeps the variance.</summary>
    [NonNegative] public double Annealing { get; init => field = Checked(value); } = Annealing;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var deviation = Math.Sqrt(Variance / Math.Pow(1 + step.Number, Annealing));
        var update = step.RewriteUpdate();
        Span<double> noise = stackalloc double[256];
        for (var i = 0; i < update.Length; i += noise.Length)
        {
            var part = update.Slice(i, Math.Min(noise.Length, update.Length - i));
            step.Key.Fold(i).FillNormal(noise[..part.Length]);
            TensorPrimitives.MultiplyAdd(noise[..part.Length], deviation, part, part);
        }
        return default;
    }

    /// <summary>The noise is in the update already.</summary>
    public readonly struct Rule : IRule
    {
        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update;
    }
}
