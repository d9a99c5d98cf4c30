using System.Runtime.CompilerServices;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Puts 0 in place of elements that are infinite or not a number.
/// </summary>
public sealed record ZeroNonFinite : Transformation<ZeroNonFinite.Rule>
{
    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => default;

    /// <summary>Finite or 0.</summary>
    public readonly struct Rule : IRule
    {
        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => LaneMath.FiniteOrZero(update);
    }
}
