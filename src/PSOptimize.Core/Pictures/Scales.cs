namespace PSOptimize.Pictures;

/// <summary>The axes of the two views that SVG and terminal pictures share.</summary>
/// <param name="Horizontal">The axis to the right.</param>
/// <param name="Vertical">The axis upwards.</param>
internal sealed record Scales(Axis Horizontal, Axis Vertical)
{
    private const double Margin = 0.04;

    /// <summary>
    /// The axes of the landscape: its two coordinates, or for a single coordinate, that and the value; null if there is no landscape.
    /// </summary>
    public static Scales? OfLandscape(Scene scene)
    {
        if (scene.Landscape is not { } landscape) return null;
        var (lower, upper) = (landscape.Domain.Lower, landscape.Domain.Upper);
        return new Scales(Axis.Linear(lower[0], upper[0]), landscape.Rows > 1
            ? Axis.Linear(lower[1], upper[1])
            : Axis.ForValues([.. landscape.Values, .. Values(scene)], false).Widened(Margin));
    }

    /// <summary>The axes of the value by iteration.</summary>
    public static Scales OfConvergence(Scene scene) => new(
        Axis.Linear(0, Math.Max(1, scene.Tracks.Max(track => track.Rows[^1].Iteration))),
        Axis.ForValues(Values(scene)).Widened(Margin));

    private static IEnumerable<double> Values(Scene scene) => scene.AxisTracks.SelectMany(track => track.Rows).Select(row => row.Value);
}
