using PSOptimize.Objectives.Regression;
using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>
/// The view of fits of a numeric target: the data, and for each run the model at its best point with its residuals. If a single input
/// column varies, and none is a text, the models are curves over it; otherwise observed values are plotted against fitted ones.
/// </summary>
internal sealed class FitView
{
    /// <summary>The number of points of a curve, enough for it to look smooth.</summary>
    private const int CurvePoints = 400;

    /// <summary>The stride between the points of a curve that are used while it moves.</summary>
    public const int FrameStride = 4;

    /// <summary>The approximate number of frames of all runs together.</summary>
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

    /// <summary>The name of the target column.</summary>
    public string Target { get; }

    /// <summary>The name of the only input column that varies; null if several do.</summary>
    public string? Column { get; }

    /// <summary>The numbers of that column; empty if several vary.</summary>
    public double[] Inputs { get; }

    /// <summary>The observed target of each row.</summary>
    public double[] Observed { get; }

    /// <summary>σ of each observed value; empty if the fit has no σ.</summary>
    public double[] Sigma { get; }

    /// <summary>The index of the first row that is held out.</summary>
    public int HeldOutFrom { get; }

    public IReadOnlyList<FittedModel> Models { get; private init; }

    public Axis Horizontal { get; private init; }

    public Axis Vertical { get; private init; }

    /// <summary>The axis of the residuals, symmetric about 0.</summary>
    public Axis Residual { get; private init; }

    public string HorizontalName => Column ?? $"{Target}, fitted";

    public string VerticalName => Column is null ? $"{Target}, observed" : Target;

    public string ResidualName => Sigma.Length > 0 ? "Residual in σ" : "Residual";

    /// <summary>The horizontal value of each row: the input, or the fitted value if there is no curve.</summary>
    public double[] Places(FittedModel model) => Column is null ? model.Fitted : Inputs;

    /// <summary>The view of runs if their objective fits a numeric target by a model with one output; otherwise null.</summary>
    public static FitView? FromTracks(Objectives.Objective objective, IReadOnlyList<Track> tracks)
    {
        if (objective.Parts.OfType<RegressionObjective>().FirstOrDefault() is not { Classes.Count: 0, Model.Outputs: 1 } regression)
            return null;
        var rows = DataRows.FromObjective(regression);
        var varying = rows.VaryingInputs();
        var view = new FitView(rows, varying.Count == 1 && !regression.Model.ReadsTexts ? varying[0] : null);
        var horizontal = view.Column is null ? Axis.Linear(0, 1) : Axis.ForValues(view.Inputs);
        var frames = Math.Clamp(MostFrames / tracks.Count, 8, 60);
        FittedModel[] models = [.. tracks.Select(track => view.Model(track, rows, horizontal, frames))];
        FittedModel[] shown = [.. models.Where(model => !model.Track.Diverged).DefaultIfEmpty(models[0])];
        return new FitView(rows, view.Column)
        {
            Models = models,
            Horizontal = (view.Column is null ? Axis.ForValues(shown.SelectMany(model => model.Fitted), false) : horizontal).Widened(0.04),
            Vertical = view.VerticalRange(shown).Widened(0.05),
            Residual = Symmetric(shown.SelectMany(model => model.Residuals)),
        };
    }

    private FittedModel Model(Track track, DataRows rows, Axis horizontal, int frames)
    {
        var fit = rows.Objective.Fit(track.Run.Best.Point);
        var fitted = rows.PerRow(table => Predict(fit, table));
        var residuals = Observed.Select((value, row) => (value - fitted[row]) / (Sigma.Length > 0 ? Sigma[row] : 1)).ToArray();
        if (Column is null) return new FittedModel(track, fitted, residuals, [], [], []);
        var grid = Enumerable.Range(0, CurvePoints).Select(i => horizontal.At(i / (CurvePoints - 1.0))).ToArray();
        var coarse = rows.With((Column, grid.Where((_, i) => i % FrameStride == 0).ToArray()));
        return new FittedModel(track, fitted, residuals, grid, [.. Predict(fit, rows.With((Column, grid)))],
        [
            .. FrameRows(track.Run.Trajectory, frames)
                .Select(row => (row.Iteration, Predict(rows.Objective.Fit(row.Point), coarse).ToArray())),
        ]);
    }

    /// <summary>Rows at geometrically growing iterations, since most methods move most at the beginning.</summary>
    private static IEnumerable<TrajectoryRow> FrameRows(Trajectory rows, int count) => Enumerable.Range(0, count)
        .Select(i => Math.Pow(rows[^1].Iteration + 1, i / (count - 1.0)) - 1)
        .Select(iteration => rows[RowAt(rows, iteration)])
        .Where(row => row.Point.IsFinite()).DistinctBy(row => row.Iteration);

    /// <summary>The last row of an iteration or one before it.</summary>
    private static int RowAt(Trajectory rows, double iteration)
    {
        var (low, high) = (0, rows.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (rows[middle].Iteration <= iteration + 0.5) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /// <summary>
    /// The predictions for rows; NaN if the model has no value there or a script throws, which leaves a gap in the curve.
    /// </summary>
    private static IEnumerable<double> Predict(Fit fit, Table table)
    {
        try
        {
            return fit.Predict(table).AsSeq();
        }
        catch (Exception error) when (error is not OperationCanceledException && table.RowCount > 1)
        {
            return Enumerable.Range(0, table.RowCount).SelectMany(row => Predict(fit, table.Rows([row])));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return [double.NaN];
        }
    }

    /// <summary>The range of the data with their error bars, and of the curves within one further width of the data.</summary>
    private Axis VerticalRange(FittedModel[] models)
    {
        double[] bars =
            [.. Observed.SelectMany((value, row) => Sigma.Length > 0 ? new[] { value - Sigma[row], value + Sigma[row] } : [value])];
        var (low, high) = (bars.Min(), bars.Max());
        var near = models.SelectMany(model => model.Curve).Where(value => value >= low - (high - low) && value <= high + (high - low));
        return Axis.ForValues(Column is null ? bars : bars.Concat(near), logarithmic: false);
    }

    private static Axis Symmetric(IEnumerable<double> residuals)
    {
        var most = residuals.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max();
        return Axis.Linear(-1.15 * most, 1.15 * most);
    }
}
