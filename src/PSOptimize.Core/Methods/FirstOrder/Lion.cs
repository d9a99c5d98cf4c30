using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Lion: <c>x ← x − ε(sign(β₁m + (1 − β₁)g) + λx)</c>, <c>m ← β₂m + (1 − β₂)g</c>. Without weight decay each coordinate moves by the rate.
/// </summary>
/// <remarks>
/// Chen et al. 2023, "Symbolic discovery of optimization algorithms", algorithm 2. The weight decay is decoupled.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Lion { LearningRate = 0.01 }, start)</code></example>
[About("x ← x − ε(sign(β₁m + (1 − β₁)g) + λx), m ← β₂m + (1 − β₂)g", "Chen et al. 2023, algorithm 2",
    Use = "networks in batches, with half the memory of Adam, at a lower rate")]
public sealed record Lion() : ScalingMethod(1e-4)
{
    /// <summary>β₁ in [0, 1), default 0.9: how much of m decides the sign.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.99: memory of m.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.99;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["Momentum"];

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [Scaling, new AddWeightDecay(WeightDecay), Rate];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step) => new(new(Beta1), new(Beta2));

    /// <summary>The sign of an interpolation.</summary>
    private readonly struct Rule(Average mixed, Average momentum) : IRule
    {
        private readonly Average _mixed = mixed;
        private readonly Average _momentum = momentum;

        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var momentum = cell[0];
            cell[0] = _momentum.With(update, momentum);
            return LaneMath.Sign(_mixed.With(update, momentum));
        }
    }
}
