using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>The function <c>Σ fᵢ(x)²</c> as one formula, from which all that can be known of it follows.</summary>
internal sealed class SumOfSquares
{
    private static readonly double Root = Math.Sqrt(2);

    private readonly Lazy<DifferentiableFunction> _function;
    private readonly Lazy<DifferentiableMap> _residuals;
    private readonly int _dimension;

    /// <summary>A sum of squares.</summary>
    /// <param name="dimension">The number of coordinates.</param>
    /// <param name="terms">Builds the fᵢ from the point.</param>
    public SumOfSquares(int dimension, Func<Series, IReadOnlyList<Real>> terms)
    {
        _dimension = dimension;
        _function = new(() => DifferentiableFunction.Define(dimension, graph =>
            terms(graph.Point).Select(term => term * term).Aggregate((sum, square) => sum + square)));
        // The value of residuals is half the sum of their squares.
        _residuals = new(() => DifferentiableMap.Define(dimension, graph => [.. terms(graph.Point).Select(term => Root * term)]));
    }

    /// <summary>The number of terms.</summary>
    public int Count => _residuals.Value.Count;

    /// <summary>The value, and the gradient if there is memory for it.</summary>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient) =>
        gradient.IsEmpty ? _function.Value.Value(point) : _function.Value.ValueAndGradient(point, gradient);

    /// <summary>What else is wanted.</summary>
    public void EvaluateMore(in Query query, EvaluationBuffer answer)
    {
        var point = query.Point.AsSpan();
        if ((query.Wanted & Information.HessianProduct) != 0)
        {
            var direction = query.Direction ?? throw new InvalidOperationException("A query for a Hessian product needs its direction.");
            var gradient = answer.Wants(Information.Gradient) ? answer.Gradient : new double[_dimension];
            _function.Value.HessianProduct(point, direction.AsSpan(), gradient, answer.HessianProduct);
        }
        if ((query.Wanted & (Information.Residuals | Information.Jacobian)) == 0) return;
        var (values, slopes) = (Vector.Allocate(Count), Vector.Allocate(Count * _dimension));
        _residuals.Value.ValuesAndJacobian(point, values.Writable, slopes.Writable);
        (answer.Residuals, answer.Jacobian) = (values, Matrix.Of(Count, _dimension, slopes));
    }
}
