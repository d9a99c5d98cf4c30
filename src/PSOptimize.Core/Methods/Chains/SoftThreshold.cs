using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Pulls each coordinate of the point that a step reaches towards zero by <c>ελ</c>, and to exactly zero from within that distance: the
/// proximal operator of <c>λ‖x‖₁</c>. After gradient descent on the smooth part it is the proximal gradient method.
/// </summary>
/// <remarks>
/// Daubechies, Defrise and De Mol 2004, eq. 1.5; Beck and Teboulle 2009, "A fast iterative shrinkage-thresholding algorithm", eq. 1.4.
/// It takes the rate of the step as it is, so it belongs behind methods that do not scale coordinates by themselves: gradient descent
/// and momentum. For the others <see cref="StopAtZero"/> does the same work.
/// </remarks>
public sealed record SoftThreshold(double L1) : Transformation<SoftThreshold.Rule>
{
    /// <summary>λ ≥ 0.</summary>
    [NonNegative] public double L1 { get; init => field = Checked(value); } = L1;

    /// <inheritdoc/>
    public override bool ActsOnPoint => true;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(L1 * step.LearningRate);

    /// <summary>Shrinks the point.</summary>
    public readonly struct Rule(double threshold) : IRule
    {
        private readonly Lanes _threshold = Simd.Create(threshold);

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) =>
            Simd.Max(update - _threshold, Lanes.Zero) + Simd.Min(update + _threshold, Lanes.Zero);
    }
}
