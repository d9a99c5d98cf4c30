using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// A fitted model: the parameters of a <see cref="RegressionObjective"/> with their residuals, quality, standard errors and predictions.
/// </summary>
/// <remarks>
/// Standard errors are those of a minimum: <c>√diag(s²(JᵀJ)⁻¹)</c> for sums of squares, where J is the Jacobian of the fitted values with
/// each row divided by its σ, and s² = 1 if σ is given, otherwise Σr²/(N − rank J); a sandwich with the same JᵀJ for robust losses (Huber
/// 1981, eq. 7.6.5); the inverse curvature of the likelihood for classes. They are NaN if they do not hold, and <see cref="Note"/> and the
/// notes of the <see cref="Estimates"/> say why: the point is not a minimum, the fit is penalised, the rows do not determine a parameter, a
/// bound holds it, the classes can be separated.
/// </remarks>
public sealed class Fit
{
    private readonly RegressionObjective _objective;
    private readonly Lazy<Inference> _inference;

    internal Fit(RegressionObjective objective, Vector point, FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point.Count != objective.Dimension)
            throw new ArgumentException(
                $"{objective.Name} has {objective.Dimension} parameters, and the point has {point.Count}.", nameof(point));
        (_objective, Point, Options) = (objective, point, options);
        _inference = new Lazy<Inference>(() => new Inference(objective, point, options));
    }

    /// <summary>What the statistics rest on.</summary>
    public FitOptions Options { get; }

    /// <summary>The parameters as optimised, for scaled columns if the inputs are scaled.</summary>
    public Vector Point { get; }

    /// <summary>The names of the parameters, in the order of <see cref="Point"/>.</summary>
    public ReadOnlyCollection<string> ParameterNames => _objective.CoordinateNames;

    /// <summary>
    /// The parameters in the original units of the columns. If the inputs are scaled, the weights and biases of the first layer differ from
    /// those of <see cref="Point"/>. Those of a softmax regression without penalty are centred to a sum of 0 over the classes, since only
    /// their differences count.
    /// </summary>
    public Vector Coefficients
    {
        get
        {
            var result = Vector.Copy(Point.AsSpan());
            if (_objective.Scaling is { } scaling)
            {
                var (inputs, sums) = (scaling.Shifts.Count, ((Network)_objective.Model).FirstSums);
                for (var sum = 0; sum < sums; sum++)
                    for (var c = 0; c < inputs; c++)
                    {
                        var weight = Point[sum * inputs + c] / scaling.Sizes[c];
                        result.Writable[sum * inputs + c] = weight;
                        result.Writable[sums * inputs + sum] -= weight * scaling.Shifts[c];
                    }
            }
            if (!IsCentred) return result;
            var means = Vector.Init(Point.Count, i => Classmates(i).Average(other => result[other]));
            return result - means;
        }
    }

    /// <summary>The fitted values, one per data row: ŷ, or the probability of the second of two classes.</summary>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Vector FittedValues => Predict(_objective.Data);

    /// <summary>The residuals <c>y − ŷ</c>, one per data row.</summary>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Vector Residuals => ResidualsOn(_objective.Data);

    /// <summary>
    /// The coefficient of determination <c>1 − Σ(y − ŷ)²/Σ(y − ȳ)²</c>, weighted by 1/σ² if the data have a σ; NaN for a classifier.
    /// </summary>
    public double RSquared => _objective.Classes.Count > 0 ? double.NaN : _objective.RSquared(Point);

    /// <summary>The fraction of rows that are classified correctly; NaN if the target is a number.</summary>
    public double Accuracy => AccuracyOn(_objective.Data);

    /// <summary>The loss on the fitted rows, without penalties.</summary>
    public double Loss => _objective.FittedLoss(Point);

    /// <summary>The residual sum of squares <c>χ² = Σ(y − ŷ)²/σ²</c>, with σ = 1 if the data have none; NaN for a classifier.</summary>
    public double ChiSquared
    {
        get
        {
            if (_objective.Classes.Count > 0) return double.NaN;
            var (residuals, sigma, sum) = (Residuals, _objective.Fitted.InverseSigma, 0.0);
            for (var row = 0; row < residuals.Count; row++)
                sum += Math.Pow(residuals[row] * (sigma.Length == 0 ? 1 : sigma[row]), 2);
            return sum;
        }
    }

    /// <summary>
    /// χ² over the <see cref="DegreesOfFreedom"/>: about 1 if the σ are right and the model describes the data; without σ, the variance of
    /// the residuals.
    /// </summary>
    public double ReducedChiSquared => DegreesOfFreedom > 0 ? ChiSquared / DegreesOfFreedom : double.NaN;

    /// <summary>χ² over N − p − 1, as in the adjusted R², where p counts predictors beside a constant.</summary>
    public double AdjustedChiSquared =>
        _objective.Data.RowCount > Point.Count + 1 ? ChiSquared / (_objective.Data.RowCount - Point.Count - 1) : double.NaN;

    /// <summary>
    /// The number of rows minus that of the parameters which they determine; fixed parameters and those at a bound do not count.
    /// </summary>
    public int DegreesOfFreedom => _inference.Value.DegreesOfFreedom;

    /// <summary>
    /// How far the point is from the minimum, in standard errors as a root mean square: the relative offset of Bates and Watts 1981. Up to
    /// 0.001 counts as at the minimum. NaN if it is not known.
    /// </summary>
    public double RelativeOffset => _inference.Value.Offset;

    /// <summary>Why there are no standard errors at all, as a sentence without its end; empty if there are some.</summary>
    public string Note => _inference.Value.Reason;

    /// <summary>
    /// The logarithm of the likelihood, of normal errors or of classes; NaN for other losses and if the point is not its maximum. Without
    /// σ, or if only relative σ are given, the variance is its own maximum, χ²/N.
    /// </summary>
    public double LogLikelihood
    {
        get
        {
            if (Note.Length > 0) return double.NaN;
            var rows = _objective.Data.RowCount;
            if (_objective.Loss.Classifies) return -rows * Loss;
            if (_objective.Loss is not SquaredLoss) return double.NaN;
            var weights = _objective.Fitted.InverseSigma.Take(rows).Sum(Math.Log);
            return IsSpreadEstimated
                ? weights - rows / 2.0 * (Math.Log(2 * Math.PI * ChiSquared / rows) + 1)
                : weights - rows / 2.0 * Math.Log(2 * Math.PI) - ChiSquared / 2;
        }
    }

    /// <summary>
    /// Akaike's criterion <c>2k − 2 ln L</c>, where k counts the parameters that the rows determine, and the variance if it is estimated.
    /// </summary>
    public double Aic => 2 * Parameters - 2 * LogLikelihood;

    /// <summary>Schwarz's criterion <c>k ln N − 2 ln L</c>, with the k of <see cref="Aic"/>.</summary>
    public double Bic => Parameters * Math.Log(_objective.Data.RowCount) - 2 * LogLikelihood;

    /// <summary>The <see cref="Coefficients"/> with their standard errors, intervals and notes.</summary>
    public ReadOnlyCollection<Estimate> Estimates
    {
        get
        {
            var (coefficients, inference) = (Coefficients, _inference.Value);
            return [.. ParameterNames.Select((name, i) => EstimateOf(name, coefficients[i], i, inference))];
        }
    }

    /// <summary>
    /// The coefficients of a softmax regression relative to those of the first class, as logarithms of odds; empty for other models.
    /// </summary>
    public ReadOnlyCollection<Estimate> Contrasts
    {
        get
        {
            if (!IsSoftmax) return [];
            var (coefficients, inference) = (Coefficients, _inference.Value);
            return
            [
                .. Enumerable.Range(0, Point.Count).Where(i => Classmates(i).First() != i).Select(i =>
                {
                    var first = Classmates(i).First();
                    var form = inference.Reason.Length > 0 ? Vector.Empty : FormOf(i) - FormOf(first);
                    return EstimateOf(ParameterNames[i], coefficients[i] - coefficients[first], i, inference, form);
                }),
            ];
        }
    }

    /// <summary>The standard errors of the <see cref="Coefficients"/>; NaN if they do not hold, see <see cref="Note"/>.</summary>
    public Vector StandardErrors => Vector.OfSeq(Estimates.Select(estimate => estimate.StandardError));

    /// <summary>The covariance matrix of the <see cref="Coefficients"/>; NaN for those without a standard error.</summary>
    public Vectors.Matrix Covariance => Note.Length > 0
        ? Vectors.Matrix.Of(Point.Count, Point.Count, Vector.Repeat(Point.Count * Point.Count, double.NaN))
        : _inference.Value.CovarianceOf([.. Enumerable.Range(0, Point.Count).Select(FormOf)]);

    /// <summary>The correlation matrix of the <see cref="Coefficients"/>; NaN for those without a standard error.</summary>
    public Vectors.Matrix Correlation
    {
        get
        {
            var covariance = Covariance;
            var (count, errors) = (covariance.Rows, Vector.Init(covariance.Rows, i => Math.Sqrt(covariance[i, i])));
            return Vectors.Matrix.Of(count, count, Vector.Init(count * count,
                i => covariance[i / count, i % count] / (errors[i / count] * errors[i % count])));
        }
    }

    /// <summary>
    /// The band that holds the true curve in each row with the confidence of the options, or the true probability of the second of two
    /// classes: the prediction plus and minus a multiple of its standard error, by linear propagation (for a probability, of its logit).
    /// </summary>
    /// <param name="rows">A table with the input columns of the model.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Band ConfidenceBand(Table rows)
    {
        var (predictions, errors, quantile) = (Predict(rows), OutputErrors(rows), _inference.Value.Quantile);
        if (!_objective.Loss.Classifies) return new Band(predictions - quantile * errors, predictions + quantile * errors, errors);
        var logits = Vector.Copy(_objective.Outputs(Columns(rows), rows.RowCount, Point.AsSpan(), link: false).AsSpan(0, rows.RowCount));
        return new Band((logits - quantile * errors).Map(Sigmoid), (logits + quantile * errors).Map(Sigmoid),
            Vector.Init(rows.RowCount, row => predictions[row] * (1 - predictions[row]) * errors[row]));
    }

    /// <summary>
    /// The band that holds a new measurement in each row with the confidence of the options: it adds the spread of the rows to the error of
    /// the curve. NaN for losses that do not tell the spread; if the fit has a σ, also for rows that lack it.
    /// </summary>
    /// <param name="rows">A table with the input columns of the model, and with its column of σ if it has one.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Band PredictionBand(Table rows)
    {
        var (predictions, curve, quantile) = (Predict(rows), OutputErrors(rows), _inference.Value.Quantile);
        var sigma = _objective.Options.Sigma is not { } name ? Vector.Repeat(rows.RowCount, 1)
            : rows.Has(name) ? rows.Numbers(name) : Vector.Repeat(rows.RowCount, double.NaN);
        var spread = _inference.Value.Spread;
        var errors = Vector.Init(rows.RowCount, row => double.Hypot(spread * sigma[row], curve[row]));
        return new Band(predictions - quantile * errors, predictions + quantile * errors, errors);
    }

    /// <summary>The predictions of a model with one output, one per row: ŷ, or the probability of the second of two classes.</summary>
    /// <param name="rows">A table with the input columns of the model; no target is needed.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Vector Predict(Table rows)
    {
        if (_objective.Model.Outputs != 1)
            throw new InvalidOperationException(
                $"The model has {_objective.Model.Outputs} outputs per row: take PredictProbabilities or PredictClasses.");
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
        var outputs = _objective.Outputs(Columns(Classified(rows)), rows.RowCount, Point.AsSpan(), link: false);
        var stride = Block.Padded(rows.RowCount);
        return [.. Enumerable.Range(0, rows.RowCount).Select(row => _objective.Classes[_objective.ChosenClass(outputs, stride, row)])];
    }

    /// <summary>
    /// The margins of the classes: the logit of a class minus the highest logit of the others, positive if the class is chosen. One vector
    /// per class, with one number per row.
    /// </summary>
    internal VectorList Margins(Table rows)
    {
        var outputs = _objective.Outputs(Columns(Classified(rows)), rows.RowCount, Point.AsSpan(), link: false);
        var (count, stride) = (_objective.Model.Outputs, Block.Padded(rows.RowCount));
        if (count == 1)
        {
            var logits = Vector.Copy(outputs.AsSpan(0, rows.RowCount));
            return VectorList.Of(-logits, logits);
        }
        double Score(int k, int row) => outputs[(k * stride) + row];
        return VectorList.OfSeq(Enumerable.Range(0, count).Select(k => Vector.Init(rows.RowCount,
            row => Score(k, row) - Enumerable.Range(0, count).Where(other => other != k).Max(other => Score(other, row)))));
    }

    /// <summary>The loss on other rows, without penalties.</summary>
    /// <param name="rows">A table with the input and target columns.</param>
    public double LossOn(Table rows) => _objective.LossOn(rows, Point);

    /// <summary>The residuals <c>y − ŷ</c> on other rows, one per row.</summary>
    /// <param name="rows">A table with the input and target columns.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Vector ResidualsOn(Table rows)
    {
        var predictions = Predict(rows);
        return rows.Numbers(_objective.Target) - predictions;
    }

    /// <summary>The coefficient of determination on other rows; NaN for a classifier.</summary>
    /// <param name="rows">A table with the input and target columns.</param>
    public double RSquaredOn(Table rows) => _objective.Classes.Count > 0 ? double.NaN : _objective.QualityOn(rows, Point);

    /// <summary>The fraction of other rows that are classified correctly; NaN if the target is a number.</summary>
    /// <param name="rows">A table with the input and target columns.</param>
    public double AccuracyOn(Table rows) => _objective.Classes.Count > 0 ? _objective.QualityOn(rows, Point) : double.NaN;

    private VectorList PredictOutputs(Table rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var outputs = _objective.Outputs(Columns(rows), rows.RowCount, Point.AsSpan(), link: true);
        var stride = Block.Padded(rows.RowCount);
        return VectorList.OfSeq(
            Enumerable.Range(0, _objective.Model.Outputs).Select(k => Vector.Copy(outputs.AsSpan(k * stride, rows.RowCount))));
    }

    private double[] Columns(Table rows) => Sample.Columns(rows, _objective.Model, _objective.Scaling);

    private Table Classified(Table rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _objective.Classes.Count > 0
            ? rows
            : throw new InvalidOperationException($"{_objective.Target} is a number, not a class: take Predict.");
    }

    internal ReadOnlyCollection<string> ClassNames => _objective.Classes;

    internal bool HasOneOutput => _objective.Model.Outputs == 1;

    private bool IsSoftmax => _objective.Loss is CategoricalCrossEntropyLoss && _objective.Model.IsIdentifiable;

    private bool IsCentred => IsSoftmax && _objective.Options is { L1: 0, L2: 0 };

    /// <summary>Whether the spread of the rows is estimated from their residuals, so that ratios are t and not z.</summary>
    internal bool IsSpreadEstimated => _objective.Loss is SquaredLoss && (_objective.Options.Sigma is null || Options.RelativeSigma);

    private int Parameters => _inference.Value.Rank + (IsSpreadEstimated ? 1 : 0);

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));

    private Estimate EstimateOf(string name, double value, int index, Inference inference, Vector? given = null)
    {
        if (inference.Reason.Length > 0)
            return new Estimate(name, value, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, inference.Reason);
        var form = given ?? FormOf(index);
        var error = inference.ErrorOf(form.AsSpan());
        var (ratio, reach) = (value / error, inference.Quantile * error);
        return new Estimate(
            name, value, error, ratio, inference.ProbabilityOf(ratio), value - reach, value + reach, inference.WhyNone(form, index));
    }

    /// <summary>A coefficient as a linear form of the parameters of the point.</summary>
    private Vector FormOf(int index)
    {
        if (!IsCentred) return PlainFormOf(index);
        int[] classes = [.. Classmates(index)];
        return classes.Aggregate(PlainFormOf(index), (form, other) => form - 1.0 / classes.Length * PlainFormOf(other));
    }

    /// <summary>
    /// The same without centring: <c>w/s</c> of a weight and <c>b − Σ μw/s</c> of a bias, if columns are shifted by μ and divided by s.
    /// </summary>
    private Vector PlainFormOf(int index)
    {
        var form = Vector.Allocate(Point.Count);
        form.Writable[index] = 1;
        if (_objective.Scaling is not { } scaling) return form;
        var (inputs, sums) = (scaling.Shifts.Count, ((Network)_objective.Model).FirstSums);
        if (index < sums * inputs) form.Writable[index] /= scaling.Sizes[index % inputs];
        else
            for (var c = 0; c < inputs; c++)
                form.Writable[(index - sums * inputs) * inputs + c] = -scaling.Shifts[c] / scaling.Sizes[c];
        return form;
    }

    /// <summary>The parameters of a softmax regression for the same column as the given one, in the order of the classes.</summary>
    private IEnumerable<int> Classmates(int index)
    {
        var (classes, inputs) = (_objective.Model.Outputs, _objective.Model.Inputs.Count);
        return Enumerable.Range(0, classes)
            .Select(k => index < classes * inputs ? k * inputs + index % inputs : classes * inputs + k);
    }

    /// <summary>The standard error of the output in each row, by linear propagation.</summary>
    private Vector OutputErrors(Table rows)
    {
        if (Note.Length > 0) return Vector.Repeat(rows.RowCount, double.NaN);
        var jacobian = _objective.JacobianOn(Columns(rows), rows.RowCount, Point);
        return Vector.Init(rows.RowCount, row => _inference.Value.ErrorOf([.. jacobian.Select(column => column[row])]));
    }
}
