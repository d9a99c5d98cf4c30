using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Averaged gradients over an average of the Hessian's diagonal, each coordinate cut to between −1 and 1:
/// <c>m ← β₁m + (1 − β₁)g</c>, every k-th step <c>h ← β₂h + (1 − β₂) v ∘ Hv</c> with v drawn from N(0, I), and
/// <c>x ← x − ε(clip(m/max(γh, e)) + λx)</c>.
/// </summary>
/// <remarks>
/// Liu et al. 2023, "Sophia: a scalable stochastic second-order optimizer for language model pre-training", algorithm 3 with the estimator
/// of Hutchinson, algorithm 1. If the objective has no Hessian products, differences of its gradients give them, for two more gradients in
/// every k-th step. The weight decay is decoupled. Differs from the paper: of k evaluations whose gradients are accumulated, the last one
/// gives the estimate.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Sophia { LearningRate = 0.01 }, start)</code></example>
[About("h ← β₂h + (1 − β₂) v ∘ Hv every k-th step; x ← x − ε clip(m/max(γh, e))", "Liu et al. 2023, algorithms 1 and 3",
    Use = "networks in batches where second derivatives can be had")]
public sealed record Sophia() : ScalingMethod(0.001)
{
    /// <summary>β₁ in [0, 1), default 0.96: memory of the gradient.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.96;

    /// <summary>β₂ in [0, 1), default 0.99: memory of the diagonal, in estimates.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.99;

    /// <summary>γ > 0, default 0.01: the larger, the fewer coordinates are cut.</summary>
    [Positive] public double Gamma { get; init => field = Checked(value); } = 0.01;

    /// <summary>e > 0, default 1e-12: the least denominator, also for directions that curve downwards.</summary>
    [Positive] public double Epsilon { get; init => field = Checked(value); } = 1e-12;

    /// <summary>k ≥ 1, default 10: the diagonal is estimated in the first of every k steps.</summary>
    [AtLeast(1)] public int HessianEvery { get; init => field = Checked(value); } = 10;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "Diagonal"];

    /// <inheritdoc/>
    protected internal override Information ScalingNeeds => Information.HessianProduct;

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected internal override Information ScalingNeedsAt(long number) =>
        (number - 1) % HessianEvery == 0 ? Information.HessianProduct : Information.None;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [Scaling, new AddWeightDecay(WeightDecay), Rate];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        var estimate = ScalingNeedsAt(step.Number) != Information.None;
        return new Rule(new(Beta1), new(Beta2), Gamma, Epsilon, step.Direction, estimate ? step.HessianProduct : null);
    }

    /// <summary>Both averages and their quotient.</summary>
    private readonly struct Rule(Average first, Average diagonal, double gamma, double epsilon, Vector direction, Vector? product) : IRule
    {
        private readonly Average _first = first;
        private readonly Average _diagonal = diagonal;
        private readonly double _gamma = gamma;
        private readonly Lanes _epsilon = Simd.Create(epsilon);
        private readonly Vector _direction = direction;
        private readonly Vector? _product = product;

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = _first.With(update, cell[0]);
            var diagonal = cell[1];
            if (_product is not null) diagonal = _diagonal.With(cell.Of(_direction) * cell.Of(_product), diagonal);
            cell[0] = first;
            cell[1] = diagonal;
            return Simd.Min(Simd.Max(first / Simd.Max(diagonal * _gamma, _epsilon), -Lanes.One), Lanes.One);
        }
    }
}
