using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Momentum with Nesterov's look-ahead: <c>v ← μv + u</c>, and <c>u + μv</c> goes on.
/// </summary>
/// <remarks>
/// Nesterov 1983, "A method of solving a convex programming problem with convergence rate O(1/k²)", in the form of Sutskever et al. 2013,
/// "On the importance of initialization and momentum in deep learning", eqs. 3 and 4, written for the point where the gradient is taken.
/// </remarks>
public sealed record AccumulateNesterov(double Momentum) : Transformation<AccumulateNesterov.Rule>
{
    /// <summary>μ in [0, 1).</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); } = Momentum;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["Velocity"];

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Momentum);

    /// <summary>Adds to the velocity and looks ahead.</summary>
    public readonly struct Rule(double momentum) : IRule
    {
        private readonly double _momentum = momentum;

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var velocity = cell[0] * _momentum + update;
            cell[0] = velocity;
            return LaneMath.MultiplyAdd(velocity, new Lanes(_momentum), update);
        }
    }
}
