using PSOptimize.Objectives;
using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>How models learn, epoch by epoch: the loss, and the accuracy of classes or R² of numbers, on the rows that are fitted and on those held out.</summary>
internal sealed class LearningView
{
    private const int Most = 1000;

    private LearningView(string quality, IReadOnlyList<Learned> curves) => (Quality, Curves) = (quality, curves);

    /// <summary>Accuracy or R².</summary>
    public string Quality { get; }

    /// <summary>One a run.</summary>
    public IReadOnlyList<Learned> Curves { get; }

    /// <summary>The view of runs whose rows have such metrics; nothing for others.</summary>
    public static LearningView? Of(Objective objective, IReadOnlyList<Track> tracks)
    {
        var names = objective.MetricNames.ToList();
        var quality = names.Contains("Accuracy") ? "Accuracy" : "R2";
        if (!names.Contains(quality)) return null;
        return new LearningView(quality == "R2" ? "R²" : quality, [.. tracks.Select(Learn)]);

        Learned Learn(Track track)
        {
            // From all rows: in the thinned ones most measurements, which are taken once an epoch, are missing.
            var rows = track.Run.Trajectory.Where(row => double.IsFinite(Metric(row, quality))).ToArray();
            var stride = (rows.Length / Most) + 1;
            rows = [.. rows.Where((_, i) => i % stride == 0 || i == rows.Length - 1)];
            return new Learned(track,
                [.. rows.Select(row => (double)row.Iteration / objective.StepsPerEpoch)],
                [.. rows.Select(row => names.Contains("FullLoss") ? Metric(row, "FullLoss") : row.Value)],
                Column("HeldOutLoss"), Column(quality), Column("HeldOut" + quality));

            double[] Column(string name) => names.Contains(name) ? [.. rows.Select(row => Metric(row, name))] : [];
        }

        double Metric(TrajectoryRow row, string name) => names.IndexOf(name) is >= 0 and var i && i < row.Metrics.Count ? row.Metrics[i] : double.NaN;
    }
}
