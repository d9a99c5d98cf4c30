using System.Buffers;

namespace PSOptimize.Differentiation;

/// <summary>
/// Several functions of the same variables, such as the residuals of a least-squares problem, with their exact Jacobian, compiled from
/// one <see cref="ExpressionGraph"/>.
/// </summary>
/// <remarks>
/// The Jacobian is obtained in forward mode, one product with a direction per coordinate: it suits a map with no more coordinates than
/// results, whose results share what they compute. A function that is the same for every row of some data is better a
/// <see cref="DifferentiableModel"/>, whose Jacobian costs a small multiple of the values, however many parameters there are.
/// A map never changes and can be evaluated on several threads at once. Values and products are compiled when first asked for; evaluations
/// allocate nothing once warm. A. Griewank and A. Walther, Evaluating Derivatives, 2nd edition, SIAM 2008, section 3.1.
/// </remarks>
/// <example>
/// The residuals of the Rosenbrock function:
/// <code>
/// DifferentiableMap.Define(2, graph => [10 * (graph.Point[1] - graph.Point[0] * graph.Point[0]), 1 - graph.Point[0]]);
/// </code></example>
public sealed class DifferentiableMap
{
    /// <summary>More at once make the code longer, but hardly faster.</summary>
    private const int MostDirections = 8;

    private readonly Lazy<Kernel> _values;
    private readonly Lazy<TangentKernel> _products;
    private readonly int _directions;
    private readonly bool _usesTape;

    private DifferentiableMap(int dimension, int count, Region root)
    {
        (Dimension, Count) = (dimension, count);
        _values = new Lazy<Kernel>(() => EvaluationProgram.OfResults(root).Compile());
        // As few passes as possible, all of the same width.
        var passes = (dimension + MostDirections - 1) / MostDirections;
        _directions = (dimension + passes - 1) / passes;
        _products = new Lazy<TangentKernel>(() => EvaluationProgram.OfResults(RootDerivatives.Of(root)).CompileWithTangents(_directions));
        _usesTape = root.UsesTape;
    }

    /// <summary>The number n of coordinates, at least 1.</summary>
    public int Dimension { get; }

    /// <summary>The number m of results, at least 1.</summary>
    public int Count { get; }

    /// <summary>Defines a map by its results.</summary>
    /// <param name="dimension">The number of coordinates, at least 1.</param>
    /// <param name="define">Builds the results.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is less than 1.</exception>
    /// <exception cref="ArgumentException">There are no results.</exception>
    public static DifferentiableMap Define(int dimension, Func<ExpressionGraph, IReadOnlyList<Real>> define)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentNullException.ThrowIfNull(define);
        var graph = new ExpressionGraph(dimension);
        graph.Root.Results = [.. define(graph).Select(result => result.Node)];
        if (graph.Root.Results.Count == 0)
            throw new ArgumentException("A map needs at least one result.", nameof(define));
        return new DifferentiableMap(dimension, graph.Root.Results.Count, graph.Root);
    }

    /// <summary>Defines a map by a series, such as one that a loop collects.</summary>
    /// <param name="dimension">The number of coordinates, at least 1.</param>
    /// <param name="count">The number of results, at least 1; an evaluation fails if the series has another length.</param>
    /// <param name="define">Builds the series of the results.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension or the number of results is less than 1.</exception>
    public static DifferentiableMap DefineSeries(int dimension, int count, Func<ExpressionGraph, Series> define)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(define);
        var graph = new ExpressionGraph(dimension);
        graph.Root.Results = [graph.Join(define(graph))];
        return new DifferentiableMap(dimension, count, graph.Root);
    }

    /// <summary>The values at a point.</summary>
    /// <param name="point">The n coordinates.</param>
    /// <param name="values">Receives the m values; not the memory of the point.</param>
    /// <exception cref="ArgumentException">An argument has another length.</exception>
    /// <exception cref="EvaluationException">The map is not defined there.</exception>
    public void Values(ReadOnlySpan<double> point, Span<double> values)
    {
        CheckLength(point.Length, Dimension, nameof(point));
        CheckLength(values.Length, Count, nameof(values));
        _values.Value(point, values, Tape.Begin(_usesTape));
    }

    /// <summary>The values at a point and the Jacobian.</summary>
    /// <param name="point">The n coordinates.</param>
    /// <param name="values">Receives the m values, the same bits as from <see cref="Values"/>.</param>
    /// <param name="jacobian">Receives the m·n derivatives, row by row: the gradient of one result after the other.</param>
    /// <exception cref="ArgumentException">An argument has another length.</exception>
    /// <exception cref="EvaluationException">The map is not defined there.</exception>
    public void ValuesAndJacobian(ReadOnlySpan<double> point, Span<double> values, Span<double> jacobian)
    {
        CheckLength(point.Length, Dimension, nameof(point));
        CheckLength(values.Length, Count, nameof(values));
        CheckLength(jacobian.Length, Count * Dimension, nameof(jacobian));
        var size = _directions * (Dimension + Count);
        var buffer = ArrayPool<double>.Shared.Rent(size);
        var directions = buffer.AsSpan(0, _directions * Dimension);
        var columns = buffer.AsSpan(directions.Length, _directions * Count);
        for (var first = 0; first < Dimension; first += _directions)
        {
            var width = Math.Min(_directions, Dimension - first);
            buffer.AsSpan(0, size).Clear();
            for (var j = 0; j < width; j++)
                directions[j * Dimension + first + j] = 1;
            _products.Value(point, directions, values, columns, Tape.Begin(_usesTape), Tape.BeginTangents(_usesTape, _directions));
            for (var i = 0; i < Count; i++)
                for (var j = 0; j < width; j++)
                    jacobian[i * Dimension + first + j] = columns[j * Count + i];
        }

        ArrayPool<double>.Shared.Return(buffer);
    }

    private static void CheckLength(int length, int expected, string parameter)
    {
        if (length != expected)
            throw new ArgumentException($"{expected} numbers are needed, not {length}.", parameter);
    }
}
