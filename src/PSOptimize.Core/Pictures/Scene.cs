using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Pictures;

/// <summary>Runs on one objective, ready to be drawn: their tracks, and the landscape where there are one or two coordinates.</summary>
public sealed class Scene
{
    private Scene(Objective objective, IReadOnlyList<Track> tracks, Landscape? landscape, int resolution)
    {
        (Objective, Tracks, Landscape) = (objective, tracks, landscape);
        var dimension = tracks[0].Run.Start.Count;
        CoordinateNames = objective.CoordinateNames.Count > 0
            ? objective.CoordinateNames : [.. Enumerable.Range(0, dimension).Select(i => $"x{i}")];
        Minimizers = KnownMinimizers(objective);
        if (landscape is { Rows: > 1 }) Levels = Levels.Of(landscape, BestValue());
        Fit = FitView.Of(objective, tracks);
        Classes = ClassView.Of(objective, tracks, resolution);
        Learning = LearningView.Of(objective, tracks);
    }

    /// <summary>The objective of all runs.</summary>
    public Objective Objective { get; }

    /// <summary>The runs, in the order in which they came.</summary>
    public IReadOnlyList<Track> Tracks { get; }

    /// <summary>The runs that decide how far axes reach: those that did not diverge; all, where all did.</summary>
    internal IReadOnlyList<Track> Sound => Tracks.Any(track => !track.Diverged) ? [.. Tracks.Where(track => !track.Diverged)] : Tracks;

    /// <summary>The objective around the paths; nothing where it has more than two coordinates.</summary>
    public Landscape? Landscape { get; }

    /// <summary>The heights of the contour lines; nothing where there is no landscape of two coordinates.</summary>
    public Levels? Levels { get; }

    /// <summary>One name a coordinate.</summary>
    public IReadOnlyList<string> CoordinateNames { get; }

    /// <summary>The points of which it is known that the objective is lowest there; none where that is not known.</summary>
    public VectorList Minimizers { get; }

    /// <summary>Data, models and residuals of a fit of numbers; nothing for other objectives.</summary>
    internal FitView? Fit { get; }

    /// <summary>Data and decisions of a classifier of two features; nothing for other objectives.</summary>
    internal ClassView? Classes { get; }

    /// <summary>Loss and accuracy by epoch; nothing for objectives without such metrics.</summary>
    internal LearningView? Learning { get; }

    /// <summary>Whether a run recorded what lies between its start and its end.</summary>
    /// <param name="run">The run.</param>
    public static bool HasTrace(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Trajectory.Count > 0 && (run.Trajectory.Every > 0 || run.Iterations < 2);
    }

    /// <summary>Sorts runs by objective and makes a scene of each.</summary>
    /// <param name="runs">Runs with traces, at least one.</param>
    /// <param name="options">What to show; the default where nothing is given.</param>
    public static IReadOnlyList<Scene> Of(IEnumerable<Run> runs, PictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        options ??= new PictureOptions();
        var all = runs.ToArray();
        if (all.Length == 0) throw new ArgumentException("A picture needs at least one run.", nameof(runs));
        if (all.FirstOrDefault(run => !HasTrace(run)) is { } bare)
            throw new ArgumentException($"The run of {bare.Method.Label} on {bare.Objective.Name} recorded no rows between its start and its end.", nameof(runs));

        var groups = new List<List<Run>>();
        foreach (var run in all)
        {
            if (groups.Find(group => SameObjective(group[0], run)) is { } group) group.Add(run);
            else groups.Add([run]);
        }

        var styles = new Dictionary<string, int>();
        var limit = Math.Max(20, options.RowLimit / all.Length);
        return [.. groups.Select((group, index) => Make(group, styles, limit, options with
        {
            Progress = share => options.Progress((index + share) / groups.Count),
        }))];
    }

    private static Scene Make(List<Run> runs, Dictionary<string, int> styles, int limit, PictureOptions options)
    {
        var names = TrackNames.Of(runs);
        var tracks = new Track[runs.Count];
        for (var i = 0; i < runs.Count; i++)
        {
            // The same name has the same colour in every scene.
            if (!styles.TryGetValue(names[i], out var style)) styles[names[i]] = style = styles.Count;
            tracks[i] = new Track(names[i], style, runs[i], Thinning.Thin(runs[i].Trajectory, limit));
        }

        var objective = runs[0].Objective;
        var dimension = runs[0].Start.Count;
        if (dimension > 2) return new Scene(objective, tracks, null, options.Resolution);
        var domain = (options.Domain ?? Framing.Of(tracks, KnownMinimizers(objective))).ForDimension(dimension);
        var columns = dimension == 1 ? 4 * options.Resolution : options.Resolution;
        return new Scene(objective, tracks,
            Landscape.Sample(objective, domain, columns, options.Resolution, options.Progress, options.Cancellation), options.Resolution);
    }

    /// <summary>The best value that is known: published, or of a run.</summary>
    private double BestValue()
    {
        var seen = Tracks.Select(track => track.Run.Best.Value).Where(double.IsFinite).DefaultIfEmpty(double.NaN);
        return Minimizers.Count > 0 ? Objective.Value(Minimizers[0]) : Objective.Maximize ? seen.Max() : seen.Min();
    }

    private static VectorList KnownMinimizers(Objective objective) => objective.Problem?.Minimizers ?? VectorList.Empty;

    /// <summary>Whether two runs have one objective: the same object, or one that looks the same and gives the same value at the same point.</summary>
    private static bool SameObjective(Run one, Run other) =>
        ReferenceEquals(one.Objective, other.Objective)
        || (one.Objective.Name == other.Objective.Name
            && one.Objective.Maximize == other.Objective.Maximize
            && one.Start.Count == other.Start.Count
            && one.Objective.CoordinateNames.SequenceEqual(other.Objective.CoordinateNames)
            && one.Best.Value.Equals(other.Objective.Value(one.Best.Point)));
}
