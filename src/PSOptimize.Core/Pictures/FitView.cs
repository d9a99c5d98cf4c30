using PSOptimize.Objectives.Regression;
using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>
/// A fit of numbers, ready to be drawn: the data, of each run the model at its best point, and the residuals. Where one column
/// varies, models are curves over it; else the observed values stand over the fitted ones.
/// </summary>
internal sealed class FitView
{
    /// <summary>So many points of a curve that no eye sees its corners.</summary>
    private const int CurvePoints = 400;

    /// <summary>While a curve moves, every fourth of them is enough.</summary>
    public const int FrameStride = 4;

    /// <summary>Frames of all runs together; each has at least a few.</summary>
    private const int MostFrames = 240;

    private FitView(DataRows rows, string? column)
    {
        var objective = rows.Objective;
        (Target, Column, HeldOutFrom) = (objective.Target, column, rows.Fitted.RowCount);
        Observed = rows.Numbers(objective.Target);
        Sigma = objective.Options.Sigma is { } sigma ? rows.Numbers(sigma) : [];
        Inputs = column is null ? [] : rows.Numbers(column);
        Models = [];
        Horizontal = Vertical = Residual = Axis.Linear(0, 1);
    }

    /// <summary>The name of the column that is fitted.</summary>
    public string Target { get; }

    /// <summary>The column that varies; nothing where several do.</summary>
    public string? Column { get; }

    /// <summary>The cells of that column; none where several vary.</summary>
    public double[] Inputs { get; }

    public double[] Observed { get; }

    /// <summary>Of each observed value; none where the fit has no σ.</summary>
    public double[] Sigma { get; }

    /// <summary>From this row on the data are held out.</summary>
    public int HeldOutFrom { get; }

    public IReadOnlyList<FittedModel> Models { get; private init; }

    public Axis Horizontal { get; private init; }

    public Axis Vertical { get; private init; }

    /// <summary>Residuals on both sides of 0.</summary>
    public Axis Residual { get; private init; }

    public string HorizontalName => Column ?? $"{Target}, fitted";

    public string VerticalName => Column is null ? $"{Target}, observed" : Target;

    public string ResidualName => Sigma.Length > 0 ? "Residual in σ" : "Residual";

    /// <summary>Where a row stands from left to right: a model without a curve has places of its own.</summary>
    public double[] Places(FittedModel model) => Column is null ? model.Fitted : Inputs;

    /// <summary>The view of runs whose objective is a fit of numbers by a model of one output; nothing for others.</summary>
    public static FitView? Of(Objectives.Objective objective, IReadOnlyList<Track> tracks)
    {
        if (objective.Parts.OfType<RegressionObjective>().FirstOrDefault() is not { Classes.Count: 0, Model.Outputs: 1 } regression) return null;
        var rows = DataRows.Of(regression);
        var varying = rows.Varying();
        var view = new FitView(rows, varying.Count == 1 ? varying[0] : null);
        var horizontal = view.Column is null ? Axis.Linear(0, 1) : Axis.Of(view.Inputs);
        FittedModel[] models = [.. tracks.Select(track => view.Model(track, rows, horizontal, Math.Clamp(MostFrames / tracks.Count, 8, 60)))];
        FittedModel[] sound = [.. models.Where(model => !model.Track.Diverged).DefaultIfEmpty(models[0])];
        return new FitView(rows, view.Column)
        {
            Models = models,
            Horizontal = (view.Column is null ? Axis.Of(sound.SelectMany(model => model.Fitted), false) : horizontal).Widened(0.04),
            Vertical = view.Reach(sound).Widened(0.05),
            Residual = Symmetric(sound.SelectMany(model => model.Residuals)),
        };
    }

    private FittedModel Model(Track track, DataRows rows, Axis horizontal, int frames)
    {
        var fit = rows.Objective.Fit(track.Run.Best.Point);
        var fitted = rows.Each(table => Predict(fit, table));
        var residuals = Observed.Select((value, row) => (value - fitted[row]) / (Sigma.Length > 0 ? Sigma[row] : 1)).ToArray();
        if (Column is null) return new FittedModel(track, fitted, residuals, [], [], []);
        var grid = Enumerable.Range(0, CurvePoints).Select(i => horizontal.At(i / (CurvePoints - 1.0))).ToArray();
        var coarse = rows.With((Column, grid.Where((_, i) => i % FrameStride == 0).ToArray()));
        return new FittedModel(track, fitted, residuals, grid, [.. Predict(fit, rows.With((Column, grid)))],
            [.. Some(track.Rows, frames).Select(row => (row.Iteration, Predict(rows.Objective.Fit(row.Point), coarse).ToArray()))]);
    }

    /// <summary>Rows at iterations that grow by a factor, since most methods do most of their moving early.</summary>
    private static IEnumerable<TrajectoryRow> Some(IReadOnlyList<TrajectoryRow> rows, int count) => Enumerable.Range(0, count)
        .Select(i => Math.Pow(rows[^1].Iteration + 1, i / (count - 1.0)) - 1)
        .Select(iteration => rows.Last(row => row.Iteration <= iteration + 0.5))
        .Where(row => row.Point.IsFinite()).DistinctBy(row => row.Iteration);

    /// <summary>Between the rows a model may have no value, or a script may throw: then the curve has a gap.</summary>
    private static IEnumerable<double> Predict(Fit fit, Table table)
    {
        try
        {
            return fit.Predict(table).AsSeq();
        }
        catch (Exception) when (table.RowCount > 1)
        {
            return Enumerable.Range(0, table.RowCount).SelectMany(row => Predict(fit, table.Rows([row])));
        }
        catch (Exception)
        {
            return [double.NaN];
        }
    }

    /// <summary>The data with their bars, and the curves as far as they do not go off by more than the data are wide.</summary>
    private Axis Reach(FittedModel[] models)
    {
        var bars = Observed.SelectMany((value, row) => Sigma.Length > 0 ? new[] { value - Sigma[row], value + Sigma[row] } : [value]).ToArray();
        var (low, high) = (bars.Min(), bars.Max());
        var near = models.SelectMany(model => model.Curve).Where(value => value >= low - (high - low) && value <= high + (high - low));
        return Axis.Of(Column is null ? bars : bars.Concat(near), logarithmic: false);
    }

    private static Axis Symmetric(IEnumerable<double> residuals)
    {
        var most = residuals.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max();
        return Axis.Linear(-1.15 * most, 1.15 * most);
    }
}
