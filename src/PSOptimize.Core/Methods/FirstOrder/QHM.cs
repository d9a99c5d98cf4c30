using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Quasi-hyperbolic momentum: <c>m ← βm + (1 − β)g</c>, <c>x ← x − ε((1 − ν)g + νm)</c>, between a plain step and one of the average.
/// </summary>
/// <remarks>
/// Ma and Yarats 2019, "Quasi-hyperbolic momentum and Adam for deep learning", eqs. 3 and 4. With ν = 0 it is gradient descent, with ν = 1
/// descent along the average, with ν = β Nesterov's momentum.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new QHM { LearningRate = 0.1, Share = 0.7 }, start)</code></example>
[About("m ← βm + (1 − β)g, x ← x − ε((1 − ν)g + νm)", "Ma and Yarats 2019, eqs. 3 and 4",
    Use = "noisy gradients: a mean of plain descent and momentum")]
public sealed record QHM() : ScalingMethod(0.01)
{
    /// <summary>β in [0, 1), default 0.999.</summary>
    [Fraction] public double Beta { get; init => field = Checked(value); } = 0.999;

    /// <summary>ν in [0, 1], default 0.7: the share of the average.</summary>
    [Probability] public double Share { get; init => field = Checked(value); } = 0.7;

    /// <summary>The mix of gradient and average.</summary>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override string ScalingName => "MixWithAverage";

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["Average"];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step) => new(new(Beta), Share);

    /// <summary>Averages and mixes.</summary>
    private readonly struct Rule(Average average, double share) : IRule
    {
        private readonly Average _average = average;
        private readonly double _share = share;
        private readonly double _plain = 1 - share;

        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var average = _average.With(update, cell[0]);
            cell[0] = average;
            return LaneMath.MultiplyAdd(average, Simd.Create(_share), update * _plain);
        }
    }
}
