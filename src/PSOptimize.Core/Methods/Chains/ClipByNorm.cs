using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// A shorter update of the same direction: <c>u ← u min(1, c/‖u‖)</c>, with the Euclidean norm.
/// </summary>
/// <remarks>
/// Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", algorithm 1. The norm is that of the whole
/// vector, which libraries with many tensors call the global norm; <see cref="Transformation.OnlyFor"/> makes it that of a group.
/// </remarks>
public sealed record ClipByNorm(double ClipNorm) : Transformation<ClipByNorm.Rule>
{
    /// <summary>c > 0; infinity clips nothing.</summary>
    [Limit] public double ClipNorm { get; init => field = Checked(value); } = ClipNorm;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var norm = step.Norm(step.Update);
        return new Rule(norm > ClipNorm ? ClipNorm / norm : 1);
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
