using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>The points that a method wants evaluated for its next transition, and what it wants there.</summary>
public sealed class Request
{
    private readonly Vector[] _points;

    internal Request(Wants wants, Draw draw, params Vector[] points)
    {
        Wants = wants;
        Draw = draw;
        _points = points;
    }

    /// <summary>Value, or value and gradient, at each point.</summary>
    public Wants Wants { get; }

    /// <summary>Which sample a stochastic objective is to use: the same one for every point of the request.</summary>
    public Draw Draw { get; private set; }

    /// <summary>The points, at least one; the answers come in the same order.</summary>
    public ReadOnlyCollection<Vector> Points { get => field ??= new(_points); }

    /// <summary>A request for one or more points.</summary>
    /// <param name="wants">What is wanted at each.</param>
    /// <param name="draw">Which sample a stochastic objective is to use.</param>
    /// <param name="points">At least one.</param>
    public static Request Create(Wants wants, Draw draw, params Vector[] points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Length == 0) throw new ArgumentException("A request has at least one point.", nameof(points));
        return new Request(wants, draw, points);
    }

    internal ReadOnlySpan<Vector> PointSpan => _points;

    /// <summary>The same request object for the next step of a run that nobody else can see.</summary>
    internal Request Reuse(Vector point, Draw draw)
    {
        _points[0] = point;
        Draw = draw;
        return this;
    }
}
