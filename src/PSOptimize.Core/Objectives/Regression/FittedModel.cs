using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// A model with its fitted parameters and their covariance, without the rows that were fitted: what predicts new rows.
/// </summary>
public sealed class FittedModel
{
    // As many rows at a time as an objective takes.
    private const int Rows = 256;

    private readonly Loss _loss;
    private readonly Lazy<Uncertainty?> _uncertainty;
    private readonly ModelOutputs _outputs;

    internal FittedModel(Model model, Loss loss, Vector point, Lazy<Uncertainty?> uncertainty)
    {
        (Model, Point, _loss, _uncertainty) = (model, point, loss, uncertainty);
        _outputs = new ModelOutputs(model, loss, new Workspace.Pool(() => new Workspace(model, Rows, 1)));
    }

    /// <summary>The name of the objective.</summary>
    public required string Name { get; init; }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>The parameters as optimised, for scaled columns if the inputs are scaled.</summary>
    public Vector Point { get; }

    /// <summary>The name of the column that is predicted.</summary>
    public required string Target { get; init; }

    /// <summary>The names of the classes, in the order of the outputs; empty if the target is a number.</summary>
    public required ReadOnlyCollection<string> Classes { get; init; }

    /// <summary>The name of the column with the standard deviation of the target; null if there is none.</summary>
    public string? Sigma { get; init; }

    /// <summary>The name of the column with the weight of the rows; null if there is none.</summary>
    public string? Weight { get; init; }

    internal Scaling? Scaling { get; init; }

    internal Loss Loss => _loss;

    internal Uncertainty? Uncertainty => _uncertainty.Value;

    internal bool HasOneOutput => Model.Outputs == 1;

    private double Quantile => _uncertainty.Value?.Quantile ?? double.NaN;

    private double Spread => _uncertainty.Value?.Spread ?? double.NaN;

    /// <summary>
    /// The band that holds the true curve in each row with the confidence of the options, or the true probability of the second of two
    /// classes: the prediction plus and minus a multiple of its standard error, by linear propagation (for a probability, of its logit).
    /// </summary>
    /// <param name="rows">A table with the input columns of the model.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Band ConfidenceBand(Table rows)
    {
        var (predictions, errors, quantile) = (Predict(rows), OutputErrors(rows), Quantile);
        if (!_loss.Classifies) return new Band(predictions - quantile * errors, predictions + quantile * errors, errors);
        var logits = Vector.Copy(_outputs.Of(Columns(rows), rows.RowCount, Point.AsSpan(), link: false).AsSpan(0, rows.RowCount));
        return new Band((logits - quantile * errors).Map(Sigmoid), (logits + quantile * errors).Map(Sigmoid),
            Vector.Init(rows.RowCount, row => predictions[row] * (1 - predictions[row]) * errors[row]));
    }

    /// <summary>
    /// The band that holds a new measurement in each row with the confidence of the options: it adds the spread of the rows to the error of
    /// the curve. NaN for losses that do not tell the spread; if the fit has a σ or weights, also for rows that lack them.
    /// </summary>
    /// <param name="rows">A table with the input columns of the model, and with its columns of σ and weights if it has some.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Band PredictionBand(Table rows)
    {
        var (predictions, curve, quantile) = (Predict(rows), OutputErrors(rows), Quantile);
        Vector Column(string? name) => name is null ? Vector.Repeat(rows.RowCount, 1)
            : rows.Has(name) ? rows.Numbers(name) : Vector.Repeat(rows.RowCount, double.NaN);
        var (sigma, weight, spread) = (Column(Sigma), Column(Weight), Spread);
        var errors = Vector.Init(rows.RowCount, row => double.Hypot(spread * sigma[row] / Math.Sqrt(weight[row]), curve[row]));
        return new Band(predictions - quantile * errors, predictions + quantile * errors, errors);
    }

    /// <summary>The predictions of a model with one output, one per row: ŷ, or the probability of the second of two classes.</summary>
    /// <param name="rows">A table with the input columns of the model; no target is needed.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Vector Predict(Table rows)
    {
        if (Model.Outputs != 1)
            throw new InvalidOperationException(
                $"The model has {Model.Outputs} outputs per row: take PredictProbabilities or PredictClasses.");
        return PredictOutputs(rows)[0];
    }

    /// <summary>The probabilities of the classes: one vector per class, in the order of the classes, with one number per row.</summary>
    /// <param name="rows">A table with the input columns of the model.</param>
    /// <exception cref="InvalidOperationException">The target is a number.</exception>
    public VectorList PredictProbabilities(Table rows)
    {
        var outputs = PredictOutputs(Classified(rows));
        return outputs.Count > 1 ? outputs : VectorList.OfSeq([Vector.Repeat(outputs[0].Count, 1) - outputs[0], outputs[0]]);
    }

    /// <summary>The predicted classes, one per row.</summary>
    /// <param name="rows">A table with the input columns of the model.</param>
    /// <exception cref="InvalidOperationException">The target is a number.</exception>
    public ReadOnlyCollection<string> PredictClasses(Table rows)
    {
        var outputs = _outputs.Of(Columns(Classified(rows)), rows.RowCount, Point.AsSpan(), link: false);
        var stride = Block.Padded(rows.RowCount);
        return [.. Enumerable.Range(0, rows.RowCount).Select(row => Classes[_outputs.ChosenClass(outputs, stride, row)])];
    }

    /// <summary>
    /// The margins of the classes: the logit of a class minus the highest logit of the others, positive if the class is chosen. One vector
    /// per class, with one number per row.
    /// </summary>
    internal VectorList Margins(Table rows)
    {
        var outputs = _outputs.Of(Columns(Classified(rows)), rows.RowCount, Point.AsSpan(), link: false);
        var (count, stride) = (Model.Outputs, Block.Padded(rows.RowCount));
        if (count == 1)
        {
            var logits = Vector.Copy(outputs.AsSpan(0, rows.RowCount));
            return VectorList.Of(-logits, logits);
        }
        double Score(int k, int row) => outputs[(k * stride) + row];
        return VectorList.OfSeq(Enumerable.Range(0, count).Select(k => Vector.Init(rows.RowCount,
            row => Score(k, row) - Enumerable.Range(0, count).Where(other => other != k).Max(other => Score(other, row)))));
    }

    /// <summary>The residuals <c>y − ŷ</c> on other rows, one per row.</summary>
    /// <param name="rows">A table with the input and target columns.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Vector ResidualsOn(Table rows)
    {
        var predictions = Predict(rows);
        return rows.Numbers(Target) - predictions;
    }

    private VectorList PredictOutputs(Table rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var outputs = _outputs.Of(Columns(rows), rows.RowCount, Point.AsSpan(), link: true);
        var stride = Block.Padded(rows.RowCount);
        return VectorList.OfSeq(
            Enumerable.Range(0, Model.Outputs).Select(k => Vector.Copy(outputs.AsSpan(k * stride, rows.RowCount))));
    }

    private double[] Columns(Table rows) => Sample.Columns(rows, Model, Scaling);

    private Table Classified(Table rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Classes.Count > 0
            ? rows
            : throw new InvalidOperationException($"{Target} is a number, not a class: take Predict.");
    }

    /// <summary>The standard error of the output in each row, by linear propagation.</summary>
    private Vector OutputErrors(Table rows)
    {
        if (_uncertainty.Value is not { } uncertainty) return Vector.Repeat(rows.RowCount, double.NaN);
        var jacobian = _outputs.JacobianOn(Columns(rows), rows.RowCount, Point);
        return Vector.Init(rows.RowCount, row => uncertainty.ErrorOf([.. jacobian.Select(column => column[row])]));
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
