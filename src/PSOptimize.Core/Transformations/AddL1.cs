using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Transformations;

/// <summary>
/// The subgradient of <c>λ‖x‖₁</c>: <c>u ← u + λ sign(x)</c>, 0 where x is 0.
/// </summary>
/// <param name="L1">λ ≥ 0.</param>
/// <remarks>
/// Tibshirani 1996, "Regression shrinkage and selection via the lasso". Coordinates come near 0 but seldom to exactly 0; a proximal step reaches it.
/// </remarks>
public sealed record AddL1(double L1) : Transformation<AddL1.Rule>
{
    /// <summary>λ ≥ 0.</summary>
    public double L1 { get; init => field = Require.NonNegative(value); } = Require.NonNegative(L1);

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(L1);

    /// <summary>Adds a multiple of the sign.</summary>
    public readonly struct Rule(double strength) : IRule
    {
        private readonly double _strength = strength;

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update + LaneMath.Sign(cell.Point) * _strength;
    }
}
