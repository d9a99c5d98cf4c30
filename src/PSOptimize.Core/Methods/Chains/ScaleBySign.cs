using System.Runtime.CompilerServices;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// The sign of each element: <c>u ← sign(u)</c>, 0 where u is 0.
/// </summary>
/// <remarks>
/// Bernstein et al. 2018, "signSGD: compressed optimisation for non-convex problems", algorithm 1.
/// </remarks>
public sealed record ScaleBySign : Transformation<ScaleBySign.Rule>
{
    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => default;

    /// <summary>The sign.</summary>
    public readonly struct Rule : IRule
    {
        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => LaneMath.Sign(update);
    }
}
