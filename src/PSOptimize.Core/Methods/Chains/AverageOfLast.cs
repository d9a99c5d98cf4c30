using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods.Chains;

/// <summary>The plain or weighted average of the last N updates; in the first steps, of those there are.</summary>
public sealed record AverageOfLast(int Window) : Transformation<AverageOfLast.Rule>
{
    /// <summary>N ≥ 1.</summary>
    [AtLeast(1)] public int Window { get; init => field = Checked(value); } = Window;

    /// <summary>
    /// The N weights, the newest update's first, each at least 0, the first above 0; none (the default) weighs all alike.
    /// </summary>
    public Vector Weights { get; init => field = Fitting(value); } = Vector.Empty;

    /// <inheritdoc/>
    public override bool NeedsWhole => true;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> NumberNames => ["Window"];

    /// <inheritdoc/>
    protected internal override int NumberCount(int dimension) => Window * dimension;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var n = step.Dimension;
        var ring = step.Numbers[..(Window * n)];
        var update = step.RewriteUpdate();
        var newest = (int)((step.Number - 1) % Window);
        update.CopyTo(ring.Slice(newest * n, n));

        var count = (int)Math.Min(step.Number, Window);
        var total = 0.0;
        update.Clear();
        for (var age = 0; age < count; age++)
        {
            var weight = Weights.Count == 0 ? 1 : Weights[age];
            total += weight;
            TensorPrimitives.MultiplyAdd(ring.Slice((newest - age + Window) % Window * n, n), weight, update, update);
        }
        return new Rule(1 / total);
    }

    private Vector Fitting(Vector weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var negative = weights.AsSeq().Any(weight => weight < 0);
        if (weights.Count != 0 && (weights.Count != Window || weights[0] <= 0 || negative || !weights.IsFinite()))
            throw new ArgumentException(
                $"Weights must be {Window} numbers of at least 0, one for each update in the window, the first above 0; "
                + $"they were {weights}.", nameof(weights));
        return weights;
    }

    /// <summary>Divides the weighted sum by the sum of the weights.</summary>
    public readonly struct Rule(double factor) : IRule
    {
        private readonly double _factor = factor;

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * _factor;
    }
}
