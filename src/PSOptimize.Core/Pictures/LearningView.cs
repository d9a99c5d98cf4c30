using PSOptimize.Objectives;
using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>
/// The view of learning by epoch: the loss, and the accuracy of classifiers or R² of other models, on the fitted and the held-out rows.
/// </summary>
internal sealed class LearningView
{
    /// <summary>The approximate number of measurements drawn per run.</summary>
    private const int Most = 1000;

    private LearningView(string quality, IReadOnlyList<LearningCurve> curves) => (Quality, Curves) = (quality, curves);

    /// <summary>The name of the quality, Accuracy or R².</summary>
    public string Quality { get; }

    /// <summary>The learning curves, one per run.</summary>
    public IReadOnlyList<LearningCurve> Curves { get; }

    /// <summary>The view of runs if their objective has these metrics; otherwise null.</summary>
    public static LearningView? FromTracks(Objective objective, IReadOnlyList<Track> tracks)
    {
        var names = objective.MetricNames.ToList();
        var quality = names.Contains("Accuracy") ? "Accuracy" : "R2";
        if (!names.Contains(quality)) return null;
        return new LearningView(quality == "R2" ? "R²" : quality, [.. tracks.Select(Learn)]);

        LearningCurve Learn(Track track)
        {
            // From the full trajectory, since the thinned rows lack most measurements, which are made once per epoch.
            var rows = track.Run.Trajectory.Where(row => double.IsFinite(Metric(row, quality))).ToArray();
            var stride = (rows.Length / Most) + 1;
            rows = [.. rows.Where((_, i) => i % stride == 0 || i == rows.Length - 1)];
            return new LearningCurve(track,
                [.. rows.Select(row => (double)row.Iteration / objective.StepsPerEpoch)],
                [.. rows.Select(row => names.Contains("FullLoss") ? Metric(row, "FullLoss") : row.Value)],
                Column("HeldOutLoss"), Column(quality), Column("HeldOut" + quality));

            double[] Column(string name) => names.Contains(name) ? [.. rows.Select(row => Metric(row, name))] : [];
        }

        double Metric(TrajectoryRow row, string name) =>
            names.IndexOf(name) is >= 0 and var i && i < row.Metrics.Count ? row.Metrics[i] : double.NaN;
    }
}
