using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Pictures;

/// <summary>
/// The content of a picture of runs on one objective: their tracks, the landscape if it has at most two coordinates, and views of data.
/// </summary>
public sealed class Scene
{
    private Scene(Objective objective, IReadOnlyList<Track> tracks, Landscape? landscape, int resolution)
    {
        (Objective, Tracks, Landscape) = (objective, tracks, landscape);
        var dimension = tracks[0].Run.Start.Count;
        CoordinateNames = objective.CoordinateNames.Count > 0
            ? objective.CoordinateNames : [.. Enumerable.Range(0, dimension).Select(i => $"x{i}")];
        Minimizers = KnownMinimizers(objective);
        if (landscape is { Rows: > 1 }) Levels = Levels.ForLandscape(landscape, BestValue());
        Fit = FitView.FromTracks(objective, tracks);
        Classes = ClassView.FromTracks(objective, tracks, resolution);
        Learning = LearningView.FromTracks(objective, tracks);
    }

    /// <summary>The objective of all runs.</summary>
    public Objective Objective { get; }

    /// <summary>The runs, in their original order.</summary>
    public IReadOnlyList<Track> Tracks { get; }

    /// <summary>The runs that determine the range of axes: those that did not diverge, or all if all did.</summary>
    internal IReadOnlyList<Track> AxisTracks =>
        Tracks.Any(track => !track.Diverged) ? [.. Tracks.Where(track => !track.Diverged)] : Tracks;

    /// <summary>The objective around the paths; null if it has more than two coordinates.</summary>
    public Landscape? Landscape { get; }

    /// <summary>The levels of the contour lines; null if there is no landscape of two coordinates.</summary>
    public Levels? Levels { get; }

    /// <summary>The names of the coordinates, one per coordinate.</summary>
    public IReadOnlyList<string> CoordinateNames { get; }

    /// <summary>The known minimisers of the objective; empty if none is known.</summary>
    public VectorList Minimizers { get; }

    /// <summary>The data and models of fits of a numeric target; null for other objectives.</summary>
    internal FitView? Fit { get; }

    /// <summary>The data and decisions of classifiers of two features; null for other objectives.</summary>
    internal ClassView? Classes { get; }

    /// <summary>The legend of the tracks; each of its rows has every track in one of its entries.</summary>
    internal IReadOnlyList<LegendRow> Legend { get; private init; } = [];

    /// <summary>Which tracks share a look; empty if each has its own.</summary>
    internal string LegendNote { get; private init; } = "";

    /// <summary>
    /// The size of the pixels, in those of a screen, within which the rows of the tracks draw what all rows would; 0 if they are all.
    /// </summary>
    internal double Pixel { get; private init; }

    /// <summary>The loss and the quality by epoch; null if the objective has no such metrics.</summary>
    internal LearningView? Learning { get; }

    /// <summary>Whether a run recorded rows between its start and its end.</summary>
    /// <param name="run">The run.</param>
    public static bool HasTrace(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Trajectory.Count > 0 && (run.Trajectory.Every > 0 || run.Iterations < 2);
    }

    /// <summary>Groups runs by objective and creates one scene per objective.</summary>
    /// <param name="runs">Runs with recorded rows, at least one.</param>
    /// <param name="options">What to show; default <see cref="PictureOptions"/> without changes.</param>
    /// <exception cref="ArgumentException">There are no runs, or one has no rows between its start and its end.</exception>
    public static IReadOnlyList<Scene> FromRuns(IEnumerable<Run> runs, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        options ??= new PictureOptions();
        var all = runs.ToArray();
        if (all.Length == 0) throw new ArgumentException("A picture needs at least one run.", nameof(runs));
        if (all.FirstOrDefault(run => !HasTrace(run)) is { } bare)
            throw new ArgumentException(
                $"The run of {bare.Method.Label} on {bare.Objective.Name} recorded no rows between its start and its end.", nameof(runs));

        var groups = new List<List<Run>>();
        foreach (var run in all)
        {
            if (groups.Find(group => SameObjective(group[0], run)) is { } group) group.Add(run);
            else groups.Add([run]);
        }

        var hues = new Dictionary<string, int>();
        var isShort = all.Sum(run => (long)run.Trajectory.Count) <= options.RowLimit;
        return [.. groups.Select((group, index) => Create(group, hues, options with
        {
            RowLimit = isShort ? options.RowLimit : Math.Max(100, (int)((long)options.RowLimit * group.Count / all.Length)),
            Progress = share => options.Progress((index + share) / groups.Count),
        }, isShort))];
    }

    private static Scene Create(List<Run> runs, Dictionary<string, int> hues, PictureOptions options, bool isShort)
    {
        var names = TrackNames.ForRuns(runs);
        var looks = Looks.Of(names, TrackNames.Factors(runs), hues);
        Track[] tracks = [.. runs.Select((run, i) => new Track(names[i], looks.OfRuns[i], run, run.Trajectory))];
        var (objective, dimension) = (runs[0].Objective, runs[0].Start.Count);
        var domain = dimension > 2 ? null
            : (options.Domain ?? Framing.BoxAround(tracks, KnownMinimizers(objective))).ForDimension(dimension);
        var (rows, pixel) = Thinning.Thin(tracks, domain, isShort ? int.MaxValue : options.RowLimit, options.Cancellation);
        tracks = [.. tracks.Select((track, i) => track with { Rows = rows[i] })];
        var landscape = domain is null ? null : Landscape.Sample(objective, domain,
            dimension == 1 ? 4 * options.Resolution : options.Resolution, options.Resolution, options.Progress, options.Cancellation);
        return new Scene(objective, tracks, landscape, options.Resolution)
        {
            Legend = looks.Legend, LegendNote = looks.Note, Pixel = pixel,
        };
    }

    /// <summary>The best known value: the published one, or the best of the runs.</summary>
    private double BestValue()
    {
        var seen = Tracks.Select(track => track.Run.Best.Value).Where(double.IsFinite).DefaultIfEmpty(double.NaN);
        return Minimizers.Count > 0 ? Objective.Value(Minimizers[0]) : Objective.Maximize ? seen.Max() : seen.Min();
    }

    private static VectorList KnownMinimizers(Objective objective) => objective.Problem?.Minimizers ?? VectorList.Empty;

    /// <summary>
    /// Whether two runs have the same objective: the same object, or one with equal properties that has the same value at the same point.
    /// </summary>
    private static bool SameObjective(Run one, Run other) =>
        ReferenceEquals(one.Objective, other.Objective)
        || (one.Objective.Name == other.Objective.Name
            && one.Objective.Maximize == other.Objective.Maximize
            && one.Start.Count == other.Start.Count
            && one.Objective.CoordinateNames.SequenceEqual(other.Objective.CoordinateNames)
            && one.Best.Value.Equals(other.Objective.Value(one.Best.Point)));
}
