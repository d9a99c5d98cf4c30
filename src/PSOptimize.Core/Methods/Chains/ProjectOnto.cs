using System.Runtime.CompilerServices;
using PSOptimize.Constraints;

namespace PSOptimize.Methods.Chains;

/// <summary>Moves the point that a step reaches to the nearest point of a set: <c>x ← P(x)</c>, the projected gradient method.</summary>
/// <remarks>
/// Goldstein 1964, "Convex programming in Hilbert space"; Levitin and Polyak 1966, "Constrained minimization methods", §5.
/// </remarks>
public sealed record ProjectOnto(Projection Set) : Transformation<ProjectOnto.Rule>
{
    /// <summary>Box, simplex or ball.</summary>
    public Projection Set { get; init => field = Checked(value); } = Set;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    public override bool ActsOnPoint => true;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        Set.Apply(step.RewriteUpdate());
        return default;
    }

    /// <summary>Takes the projected point.</summary>
    public readonly struct Rule : IRule
    {
        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update;
    }
}
