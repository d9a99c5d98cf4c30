using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>RMSProp: <c>E ← ρE + (1 − ρ)g²</c>, <c>x ← x − ε g/(√E + e)</c> in each coordinate; centred, with momentum, or both.</summary>
/// <remarks>
/// Tieleman and Hinton 2012, lecture 6.5 of "Neural networks for machine learning", slide 29. Centred: Graves 2013, "Generating sequences
/// with recurrent neural networks", eqs. 38 to 41. Momentum accumulates the scaled gradients, as in PyTorch: <c>v ← μv + g/(√E + e)</c>.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new RMSProp { LearningRate = 0.01, Decay = 0.99 }, start)</code></example>
[About("E ← ρE + (1 − ρ)g², x ← x − ε g/(√E + e)", "Tieleman and Hinton 2012, lecture 6.5, slide 29",
    Use = "networks in batches, recurrent ones too; slopes that change on the way")]
public sealed record RMSProp() : ScalingMethod(0.001)
{
    /// <summary>ρ in [0, 1), default 0.9.</summary>
    [Fraction] public double Decay { get; init => field = Checked(value); } = 0.9;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <summary>Whether e stands inside the root, default no.</summary>
    public bool EpsilonInside { get; init; }

    /// <summary>Whether the variance stands for the mean square, default no. A variance that rounding pushes below 0 counts as 0.</summary>
    public bool Centered { get; init; }

    /// <summary>Whether the start of the averages at 0 is corrected, default no.</summary>
    public bool BiasCorrection { get; init; }

    /// <summary>μ in [0, 1), default 0.</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); }

    /// <inheritdoc/>
    public override Transformation Scaling => Centered ? ScaledBy(FoldCentered) : ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => Centered ? ["MeanSquare", "Mean"] : ["MeanSquare"];

    /// <inheritdoc/>
    protected override bool IsOfScaling(string hyperparameter) => hyperparameter != nameof(Momentum);

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() =>
        Momentum > 0 ? [Scaling, new AccumulateMomentum(Momentum), Rate] : [Scaling, Rate];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step)
    {
        var square = BiasCorrection ? step.Correction(Decay) : 1;
        var root = Math.Sqrt(square);
        return EpsilonInside ? new(new(Decay), root, Epsilon * square, 0) : new(new(Decay), root, 0, Epsilon * root);
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private CenteredRule FoldCentered(ref Step step)
    {
        var factor = BiasCorrection ? 1 / step.Correction(Decay) : 1;
        return EpsilonInside ? new(new(Decay), factor, Epsilon, 0) : new(new(Decay), factor, 0, Epsilon);
    }

    /// <summary>Divides by the root of the mean square.</summary>
    private readonly struct Rule(Average average, double factor, double inside, double outside) : IRule
    {
        private readonly Average _average = average;
        private readonly double _factor = factor;
        private readonly Lanes _inside = Simd.Create(inside);
        private readonly Lanes _outside = Simd.Create(outside);

        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var square = _average.WithSquare(update, cell[0]);
            cell[0] = square;
            return update * _factor / (Simd.Sqrt(square + _inside) + _outside);
        }
    }

    /// <summary>Divides by the standard deviation.</summary>
    private readonly struct CenteredRule(Average average, double factor, double inside, double outside) : IRule
    {
        private readonly Average _average = average;
        private readonly double _factor = factor;
        private readonly Lanes _inside = Simd.Create(inside);
        private readonly Lanes _outside = Simd.Create(outside);

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var square = _average.WithSquare(update, cell[0]);
            var mean = _average.With(update, cell[1]);
            cell[0] = square;
            cell[1] = mean;
            mean *= _factor;
            var variance = Simd.Max(LaneMath.MultiplyAdd(-mean, mean, square * _factor), Lanes.Zero);
            return update / (Simd.Sqrt(variance + _inside) + _outside);
        }
    }
}
