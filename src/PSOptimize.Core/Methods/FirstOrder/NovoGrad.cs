using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Momentum of gradients that are divided by the root of an average of their squared norms: <c>v ← β₂v + (1 − β₂)‖g‖²</c>,
/// <c>m ← β₁m + g/(√v + e) + λx</c>, <c>x ← x − εm</c>; <c>v = ‖g‖²</c> in the first step.
/// </summary>
/// <remarks>
/// Ginsburg et al. 2019, "Stochastic gradient methods with layer-wise adaptive moments for training of deep networks", algorithm 1.
/// Differs from the paper: the whole point is one layer, unless a chain has one such scaling per group; e also in the first step; no weight
/// decay unless set.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new NovoGrad { LearningRate = 0.05 }, start)</code></example>
[About("v ← β₂v + (1 − β₂)‖g‖², m ← β₁m + g/(√v + e) + λx, x ← x − ε m", "Ginsburg et al. 2019, algorithm 1",
    Use = "networks in batches, with little memory: one rate for all coordinates")]
public sealed record NovoGrad() : ScalingMethod(0.01)
{
    /// <summary>β₁ in [0, 1), default 0.95: the momentum.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.95;

    /// <summary>β₂ in [0, 1), default 0.98: memory of the squared norm.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.98;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <summary>The division by the root of the average.</summary>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override bool NeedsWhole => true;

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> NumberNames => ["SquaredNorm"];

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected override bool IsOfScaling(string hyperparameter) => hyperparameter != nameof(Beta1);

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() =>
        [Scaling, new AddWeightDecay(WeightDecay), new AccumulateMomentum(Beta1), Rate];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        var norm = step.Norm(step.Update);
        var numbers = step.Numbers;
        numbers[0] = step.Number == 1 ? norm * norm : Beta2 * numbers[0] + (1 - Beta2) * norm * norm;
        var root = Math.Sqrt(numbers[0]) + Epsilon;
        return new Rule(root > 0 ? 1 / root : 0);
    }

    /// <summary>Multiplication by the number of the step.</summary>
    private readonly struct Rule(double factor) : IRule
    {
        private readonly double _factor = factor;

        public static int Slots => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * _factor;
    }
}
