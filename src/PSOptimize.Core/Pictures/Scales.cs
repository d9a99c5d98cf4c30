namespace PSOptimize.Pictures;

/// <summary>The axes of the two views that every kind of picture has.</summary>
/// <param name="Horizontal">To the right.</param>
/// <param name="Vertical">Upwards.</param>
internal sealed record Scales(Axis Horizontal, Axis Vertical)
{
    private const double Margin = 0.04;

    /// <summary>Of the landscape: its two coordinates, or coordinate and value where there is one; nothing where there is no landscape.</summary>
    public static Scales? OfLandscape(Scene scene)
    {
        if (scene.Landscape is not { } landscape) return null;
        var (lower, upper) = (landscape.Domain.Lower, landscape.Domain.Upper);
        return new Scales(Axis.Linear(lower[0], upper[0]), landscape.Rows > 1
            ? Axis.Linear(lower[1], upper[1])
            : Axis.Of([.. landscape.Values, .. scene.Sound.SelectMany(track => track.Rows).Select(row => row.Value)], false).Widened(Margin));
    }

    /// <summary>Of the value by iteration.</summary>
    public static Scales OfConvergence(Scene scene) => new(
        Axis.Linear(0, Math.Max(1, scene.Tracks.Max(track => track.Rows[^1].Iteration))),
        Axis.Of(scene.Sound.SelectMany(track => track.Rows).Select(row => row.Value)).Widened(Margin));
}
