using PSOptimize.Checks;
using PSOptimize.Constraints;

namespace PSOptimize.Pictures;

/// <summary>What pictures of runs show.</summary>
public sealed record PictureOptions
{
    /// <summary>The part of the landscape to draw; by default, what holds the paths and the known minimum.</summary>
    public Box? Domain { get; init; }

    /// <summary>Grid points of the landscape along each coordinate, at least 8; default 200.</summary>
    public int Resolution { get; init => field = Require.AtLeast(value, 8); } = 200;

    /// <summary>The largest number of rows that are drawn, of all runs together; default 8,000.</summary>
    public int RowLimit { get; init => field = Require.AtLeast(value, 100); } = 8_000;

    /// <summary>Told, now and then, which share of the work is done.</summary>
    public Action<double> Progress { get; init; } = _ => { };

    /// <summary>Ends the work with an exception.</summary>
    public CancellationToken Cancellation { get; init; }
}
