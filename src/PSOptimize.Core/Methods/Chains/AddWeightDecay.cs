using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Pulls towards zero: <c>u ← u + λx</c>. At the front of a chain it is the gradient of <c>λ/2‖x‖²</c> (coupled weight decay);
/// between a scaling and the rate it is decoupled (Loshchilov and Hutter 2019, "Decoupled weight decay regularization", algorithm 2).
/// </summary>
public sealed record AddWeightDecay(double WeightDecay) : Transformation<AddWeightDecay.Rule>
{
    /// <summary>λ ≥ 0.</summary>
    [NonNegative] public double WeightDecay { get; init => field = Checked(value); } = WeightDecay;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(WeightDecay);

    /// <summary>Adds a multiple of the point.</summary>
    public readonly struct Rule(double decay) : IRule
    {
        private readonly double _decay = decay;

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => LaneMath.MultiplyAdd(cell.Point, Simd.Create(_decay), update);
    }
}
