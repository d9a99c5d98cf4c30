using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PSOptimize.Constraints;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Takes out of the gradient what a set does not let a step follow: <c>u ← −T(−u)</c> with the projection T onto the tangent cone at
/// the point. In front of a method that scales coordinates by themselves it makes the projected steps of <see cref="ProjectOnto"/>
/// stand still exactly at the minimum of the set.
/// </summary>
/// <remarks>
/// Calamai and Moré 1987, "Projected gradient methods for linearly constrained problems", eq. 2.2: the projected gradient.
/// </remarks>
public sealed record KeepTangent(Projection Set) : Transformation<KeepTangent.Rule>
{
    /// <summary>Simplex or ball; for a box nothing needs to be taken out.</summary>
    public Projection Set { get; init => field = Checked(value); } = Set;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        TensorPrimitives.Negate<double>(step.RewriteUpdate(), step.RewriteUpdate());
        Set.Tangent(step.Point, step.RewriteUpdate());
        TensorPrimitives.Negate<double>(step.RewriteUpdate(), step.RewriteUpdate());
        return default;
    }

    /// <summary>Takes the rest of the gradient.</summary>
    public readonly struct Rule : IRule
    {
        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update;
    }
}
