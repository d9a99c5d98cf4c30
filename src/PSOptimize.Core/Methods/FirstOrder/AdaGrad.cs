using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>AdaGrad: <c>G ← G + g²</c>, <c>x ← x − ε g/(√G + e)</c> in each coordinate.</summary>
/// <remarks>
/// Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization", fig. 1, diagonal.
/// The rate of each coordinate only ever falls. Differs from the paper: no proximal term.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AdaGrad { LearningRate = 0.5 }, start)</code></example>
[About("G ← G + g², x ← x − ε g/(√G + e)", "Duchi, Hazan and Singer 2011, fig. 1",
    Use = "sparse gradients; rates that fall by themselves")]
public sealed record AdaGrad() : ScalingMethod(0.01)
{
    /// <summary>e ≥ 0, default 1e-10.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-10;

    /// <summary>Whether e stands inside the root, default no.</summary>
    public bool EpsilonInside { get; init; }

    /// <summary>G before the first step, at least 0, default 0.</summary>
    [NonNegative] public double InitialAccumulator { get; init => field = Checked(value); }

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    internal override bool RateOnlyFalls => true;

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["SumOfSquares"];

    /// <inheritdoc/>
    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        slots[0].Span.Fill(InitialAccumulator);

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step) => EpsilonInside ? new(Epsilon, 0) : new(0, Epsilon);

    /// <summary>Divides by the root of the sum of squares.</summary>
    private readonly struct Rule(double inside, double outside) : IRule
    {
        private readonly Lanes _inside = Simd.Create(inside);
        private readonly Lanes _outside = Simd.Create(outside);

        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var sum = LaneMath.MultiplyAdd(update, update, cell[0]);
            cell[0] = sum;
            return update / (Simd.Sqrt(sum + _inside) + _outside);
        }
    }
}
