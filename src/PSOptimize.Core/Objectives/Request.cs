using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>The points that a method wants evaluated for its next transition, and what it wants at each.</summary>
public sealed class Request
{
    private readonly Query[] _queries;

    private Request(Draw draw, Query[] queries) => (Draw, _queries) = (draw, queries);

    /// <summary>Which sample a stochastic objective is to use: the same one for every point of the request.</summary>
    public Draw Draw { get; }

    /// <summary>The points with what is wanted there, at least one; the answers come in the same order.</summary>
    public ReadOnlyCollection<Query> Queries => field ??= new(_queries);

    /// <summary>The points alone, in the same order.</summary>
    public ReadOnlyCollection<Vector> Points => field ??= [.. _queries.Select(query => query.Point)];

    /// <summary>All that is wanted at any of the points.</summary>
    public Information Wanted => _queries.Aggregate(Information.None, (wanted, query) => wanted | query.Wanted);

    /// <summary>A request of the given queries.</summary>
    /// <param name="draw">Which sample a stochastic objective is to use.</param>
    /// <param name="queries">At least one.</param>
    public static Request Of(Draw draw, params Query[] queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        return queries.Length > 0 ? new Request(draw, [.. queries]) : throw new ArgumentException("A request has at least one point.", nameof(queries));
    }

    /// <summary>A request that wants the same at every point.</summary>
    /// <param name="wanted">What is wanted at each.</param>
    /// <param name="draw">Which sample a stochastic objective is to use.</param>
    /// <param name="points">At least one.</param>
    public static Request Create(Information wanted, Draw draw, params Vector[] points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Of(draw, [.. points.Select(point => new Query(point, wanted))]);
    }

    internal ReadOnlySpan<Query> Span => _queries;
}
