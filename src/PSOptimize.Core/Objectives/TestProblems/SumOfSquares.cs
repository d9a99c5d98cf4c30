using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>The function <c>Σ fᵢ(x)²</c> as one formula, from which all that can be known of it follows.</summary>
/// <param name="dimension">The number of coordinates.</param>
/// <param name="terms">Builds the fᵢ from the point.</param>
internal sealed class SumOfSquares(int dimension, Func<Series, IReadOnlyList<Real>> terms)
    : ExactFunction(dimension, x => terms(x).Select(term => term * term).Aggregate((sum, square) => sum + square))
{
    private static readonly double Root = Math.Sqrt(2);

    // The value of residuals is half the sum of their squares.
    private readonly Lazy<DifferentiableMap> _residuals =
        new(() => DifferentiableMap.Define(dimension, graph => [.. terms(graph.Point).Select(term => Root * term)]));

    /// <summary>The number of terms.</summary>
    public int Count => _residuals.Value.Count;

    public override Information More => base.More | Information.Residuals | Information.Jacobian;

    public override void EvaluateMore(in Query query, EvaluationBuffer answer)
    {
        base.EvaluateMore(query, answer);
        if ((query.Wanted & (Information.Residuals | Information.Jacobian)) == 0) return;
        var (values, slopes) = (Vector.Allocate(Count), Vector.Allocate(Count * Dimension));
        _residuals.Value.ValuesAndJacobian(query.Point.AsSpan(), values.Writable, slopes.Writable);
        (answer.Residuals, answer.Jacobian) = (values, Matrix.Of(Count, Dimension, slopes));
    }
}
