using System.Runtime.CompilerServices;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// A rate of its own for each coordinate: <c>u ← s ∘ u</c>.
/// </summary>
public sealed record ScaleByFactors(Vector Factors) : Transformation<ScaleByFactors.Rule>
{
    /// <summary>s, as long as the point.</summary>
    public Vector Factors { get; init => field = Checked(value); } = Factors;

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers)
    {
        if (Factors.Count != point.Count)
            throw new ArgumentException(
                $"Factors must have one element per coordinate: the point has {point.Count}, the factors {Factors.Count}.", nameof(point));
    }

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Factors);

    /// <summary>Element-wise multiplication.</summary>
    public readonly struct Rule(Vector factors) : IRule
    {
        private readonly Vector _factors = factors;

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => update * cell.Of(_factors);
    }
}
