using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Momentum as accumulation: <c>v ← μv + (1 − d)u</c>, and v goes on. The first step takes <c>v = u</c>, without dampening.
/// </summary>
/// <remarks>
/// Polyak 1964, "Some methods of speeding up the convergence of iteration methods", eq. 9; with dampening and the undampened
/// first step as in PyTorch's SGD. Behind <see cref="ScaleByLearningRate"/> it is the velocity form <c>v ← αv − εg</c>.
/// </remarks>
public sealed record AccumulateMomentum(double Momentum, double Dampening = 0) : Transformation<AccumulateMomentum.Rule>
{
    /// <summary>μ in [0, 1).</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); } = Momentum;

    /// <summary>d in [0, 1]; 0 is Polyak's form.</summary>
    [NonNegative] public double Dampening { get; init => field = Checked(value); } = Dampening;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["Velocity"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Momentum, step.Number == 1 ? 1 : 1 - Dampening);

    /// <summary>Adds to the velocity.</summary>
    public readonly struct Rule(double momentum, double share) : IRule
    {
        private readonly double _momentum = momentum;
        private readonly double _share = share;

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var velocity = LaneMath.MultiplyAdd(update, Simd.Create(_share), cell[0] * _momentum);
            cell[0] = velocity;
            return velocity;
        }
    }
}
