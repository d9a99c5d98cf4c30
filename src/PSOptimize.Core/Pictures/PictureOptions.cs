using PSOptimize.Checks;
using PSOptimize.Constraints;

namespace PSOptimize.Pictures;

/// <summary>Options for pictures of runs.</summary>
public sealed record PictureOptions
{
    /// <summary>The part of the landscape to draw; by default, the part that contains the paths and a known minimum nearby.</summary>
    public Box? Domain { get; init; }

    /// <summary>The number of grid points of the landscape per coordinate, at least 8; default 200.</summary>
    public int Resolution { get; init => field = Require.AtLeast(value, 8); } = 200;

    /// <summary>
    /// The number of rows, over all runs together, up to which every row is drawn, at least 100; default 8,000. Of more rows those are
    /// drawn that keep each curve within a fraction of a pixel, however many runs there are.
    /// </summary>
    public int RowLimit { get; init => field = Require.AtLeast(value, 100); } = 8_000;

    /// <summary>Called from time to time with the completed fraction of the work.</summary>
    public Action<double> Progress { get; init; } = _ => { };

    /// <summary>Cancels the work with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
