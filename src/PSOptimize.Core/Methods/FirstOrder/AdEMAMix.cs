using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Adam with a second, slow average of the gradients, which remembers thousands of steps: <c>s ← β₃s + (1 − β₃)g</c>,
/// <c>x ← x − ε((m̂ + αs)/(√v̂ + e) + λx)</c>.
/// </summary>
/// <remarks>
/// Pagliardini, Ablin and Grangier 2024, "The AdEMAMix optimizer: better, faster, older", algorithm 1, with the schedulers of α and β₃ of
/// its section 3. The slow average is not corrected for its start at 0. The weight decay is decoupled.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AdEMAMix { LearningRate = 0.05, Beta3 = 0.999 }, start)</code></example>
[About("m, s ← fast and slow averages of g; x ← x − ε((m̂ + αs)/(√v̂ + e) + λx)", "Pagliardini, Ablin and Grangier 2024, algorithm 1",
    Use = "long training of networks: it remembers old gradients too")]
public sealed record AdEMAMix() : MomentMethod(0.001)
{
    /// <summary>β₃ in [0, 1), default 0.9999: memory of the slow average.</summary>
    [Fraction] public double Beta3 { get; init => field = Checked(value); } = 0.9999;

    /// <summary>α ≥ 0, default 5: the weight of the slow average.</summary>
    [NonNegative] public double Alpha { get; init => field = Checked(value); } = 5;

    /// <summary>T ≥ 0, default 0: the steps in which α rises from 0, and the memory of the slow average from β₁ to β₃.</summary>
    [AtLeast(0)] public long WarmUp { get; init => field = Checked(value); }

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "SecondMoment", "SlowMoment"];

    /// <inheritdoc/>
    protected override bool DecouplesWeightDecay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [Scaling, new AddWeightDecay(WeightDecay), Rate];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        var (factor, root) = Corrections(step);
        var (alpha, beta3) = step.Number < WarmUp ? WarmingUp(step.Number / (double)WarmUp) : (Alpha, Beta3);
        return new Rule(new(Beta1), new(Beta2), new(beta3), factor, root * alpha, Epsilon * root);
    }

    /// <summary>α and β₃ at a share of the way: α rises in a straight line, and the half-life of the average too.</summary>
    private (double Alpha, double Beta3) WarmingUp(double share)
    {
        if (Beta3 <= Beta1) return (share * Alpha, Beta3);
        var slow = Math.Log(Beta3);
        return (share * Alpha, Math.Exp(slow / ((1 - share) * slow / Math.Log(Beta1) + share)));
    }

    /// <summary>Three averages and their quotient.</summary>
    private readonly struct Rule(Average first, Average second, Average slow, double factor, double alpha, double epsilon) : IRule
    {
        private readonly Average _first = first;
        private readonly Average _second = second;
        private readonly Average _slow = slow;
        private readonly double _factor = factor;
        private readonly double _alpha = alpha;
        private readonly Lanes _epsilon = Simd.Create(epsilon);

        public static int Slots => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var first = _first.With(update, cell[0]);
            var second = _second.WithSquare(update, cell[1]);
            var slow = _slow.With(update, cell[2]);
            cell[0] = first;
            cell[1] = second;
            cell[2] = slow;
            return (first * _factor + slow * _alpha) / (Simd.Sqrt(second) + _epsilon);
        }
    }
}
