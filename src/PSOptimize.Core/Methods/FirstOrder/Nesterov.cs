using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Gradient descent with Nesterov's momentum: <c>v ← μv + g</c>, <c>x ← x − ε(g + μv)</c>.</summary>
/// <remarks>
/// Nesterov 1983, "A method of solving a convex programming problem with convergence rate O(1/k²)"; Sutskever et al. 2013, "On the
/// importance of initialization and momentum in deep learning", eqs. 3 and 4.
/// Differs from the paper: μ does not change, and the point is the one where the gradient is taken, as in PyTorch's SGD.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Nesterov { LearningRate = 0.01, Momentum = 0.9 }, start)</code></example>
[About("v ← μv + g, x ← x − ε(g + μv)", "Nesterov 1983; Sutskever et al. 2013, eqs. 3 and 4",
    Use = "narrow valleys: momentum that looks ahead; convex functions")]
public sealed record Nesterov() : ScalingMethod(0.01)
{
    /// <summary>μ in [0, 1), default 0.9.</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); } = 0.9;

    /// <summary>Momentum with the look-ahead.</summary>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override string ScalingName => "AccumulateNesterov";

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["Velocity"];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step) => new(Momentum);

    /// <summary>Adds to the velocity and looks ahead.</summary>
    private readonly struct Rule(double momentum) : IRule
    {
        private readonly double _momentum = momentum;

        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var velocity = cell[0] * _momentum + update;
            cell[0] = velocity;
            return LaneMath.MultiplyAdd(velocity, Simd.Create(_momentum), update);
        }
    }
}
