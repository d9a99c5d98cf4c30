using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>AdaGrad with the full matrix: <c>G ← G + ggᵀ</c>, <c>x ← x − ε(G^(1/2) + eI)⁻¹g</c>.</summary>
/// <remarks>
/// Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization", fig. 1, full.
/// A rotated problem takes the rotated path. A step costs an eigenvalue decomposition, O(n³), and allocates: for up to some hundred
/// coordinates. Directions in which nothing has been summed up take no step. Differs from the paper: no proximal term.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AdaGradFull { LearningRate = 0.5 }, start)</code></example>
[About("G ← G + ggᵀ, x ← x − ε(√G + eI)⁻¹g", "Duchi, Hazan and Singer 2011, fig. 1",
    Use = "study: AdaGrad with the whole matrix, for few coordinates that correlate")]
public sealed record AdaGradFull() : ScalingMethod(0.01)
{
    /// <summary>e ≥ 0, default 1e-10.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-10;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => 3.0 * dimension * dimension;

    /// <inheritdoc/>
    public override Transformation Scaling => ScaledBy(Fold);

    internal override bool RateOnlyFalls => true;

    /// <inheritdoc/>
    protected internal override bool NeedsWhole => true;

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> NumberNames => ["SumOfProducts"];

    /// <inheritdoc/>
    protected internal override int NumberCount(int dimension) => dimension * dimension;

    private Rule Fold(ref Step step)
    {
        var n = step.Dimension;
        var update = step.RewriteUpdate();
        var sum = step.Numbers[..(n * n)].ToArray();
        for (var row = 0; row < n; row++)
            for (var column = 0; column < n; column++)
                sum[row * n + column] += update[row] * update[column];

        if (!LaneMath.IsFinite(sum))
        {
            sum.CopyTo(step.Numbers);
            update.Fill(double.NaN);
            return default;
        }
        // What is remembered changes once it cannot be interrupted any more.
        var spectrum = Spectrum.Of(sum);
        sum.CopyTo(step.Numbers);
        var parts = spectrum.Along(update);
        // Below this an eigenvalue is rounding: the update has no part in that direction.
        var least = spectrum.Values[n - 1] * n * 1e-15;
        for (var i = 0; i < n; i++)
            parts[i] = spectrum.Values[i] > least ? parts[i] / (Math.Sqrt(spectrum.Values[i]) + Epsilon) : 0;
        spectrum.Sum(parts).CopyTo(update);
        return default;
    }

    /// <summary>The update is scaled already.</summary>
    private readonly struct Rule : IRule
    {
        public static int Slots => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update;
    }
}
