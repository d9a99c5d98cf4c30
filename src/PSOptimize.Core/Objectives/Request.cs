using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>What a method needs for its next transition: points to evaluate, and what is wanted at each of them.</summary>
public sealed class Request
{
    private readonly Query[] _queries;

    private Request(Draw draw, Query[] queries) => (Draw, _queries) = (draw, queries);

    /// <summary>The sample on which a stochastic objective is evaluated, the same one for all points of the request.</summary>
    public Draw Draw { get; }

    /// <summary>The queries, at least one, in the order of the answers.</summary>
    public ReadOnlyCollection<Query> Queries => field ??= new(_queries);

    /// <summary>The points of the queries, in the same order.</summary>
    public ReadOnlyCollection<Vector> Points => field ??= [.. _queries.Select(query => query.Point)];

    /// <summary>Everything that is wanted at any of the points.</summary>
    public Information Wanted => _queries.Aggregate(Information.None, (wanted, query) => wanted | query.Wanted);

    /// <summary>A request consisting of queries.</summary>
    /// <param name="draw">The sample on which a stochastic objective is evaluated.</param>
    /// <param name="queries">At least one query.</param>
    /// <exception cref="ArgumentException">There are no queries.</exception>
    public static Request Of(Draw draw, params Query[] queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        return queries.Length > 0
            ? new Request(draw, [.. queries])
            : throw new ArgumentException("A request has at least one point.", nameof(queries));
    }

    /// <summary>A request for the same information at every point.</summary>
    /// <param name="wanted">What is wanted at each point.</param>
    /// <param name="draw">The sample on which a stochastic objective is evaluated.</param>
    /// <param name="points">At least one point.</param>
    /// <exception cref="ArgumentException">There are no points.</exception>
    public static Request Create(Information wanted, Draw draw, params Vector[] points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Of(draw, [.. points.Select(point => new Query(point, wanted))]);
    }

    internal ReadOnlySpan<Query> Span => _queries;
}
