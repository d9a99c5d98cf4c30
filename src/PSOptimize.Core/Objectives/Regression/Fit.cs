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
        Model = new FittedModel(objective.Model, objective.Loss, point, new Lazy<Uncertainty?>(() => _inference.Value.Uncertainty))
        {
            Name = objective.Name,
            Target = objective.Target,
            Classes = objective.Classes,
            Scaling = objective.Scaling,
            Sigma = objective.Options.Sigma,
            Weight = objective.Options.Weight,
        };
    }

    /// <summary>What predicts: the fit without the rows that were fitted.</summary>
    public FittedModel Model { get; }

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
    /// The coefficient of determination <c>1 − Σ(y − ŷ)²/Σ(y − ȳ)²</c>, weighted by w/σ² if the data have weights or a σ; NaN for a
    /// classifier.
    /// </summary>
    public double RSquared => _objective.Classes.Count > 0 ? double.NaN : _objective.RSquared(Point);

    /// <summary>The fraction of rows that are classified correctly; NaN if the target is a number.</summary>
    public double Accuracy => AccuracyOn(_objective.Data);

    /// <summary>The loss on the fitted rows, without penalties.</summary>
    public double Loss => _objective.FittedLoss(Point);

    /// <summary>
    /// The residual sum of squares <c>χ² = Σw(y − ŷ)²/σ²</c>, with w = 1 and σ = 1 if the data have none; NaN for a classifier.
    /// </summary>
    public double ChiSquared
    {
        get
        {
            if (_objective.Classes.Count > 0) return double.NaN;
            var (residuals, sum) = (Residuals, 0.0);
            for (var row = 0; row < residuals.Count; row++) sum += Math.Pow(residuals[row] * _objective.Fitted.Factor(row), 2);
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

    /// <inheritdoc cref="FittedModel.ConfidenceBand"/>
    public Band ConfidenceBand(Table rows) => Model.ConfidenceBand(rows);

    /// <inheritdoc cref="FittedModel.PredictionBand"/>
    public Band PredictionBand(Table rows) => Model.PredictionBand(rows);

    /// <inheritdoc cref="FittedModel.Predict"/>
    public Vector Predict(Table rows) => Model.Predict(rows);

    /// <inheritdoc cref="FittedModel.PredictProbabilities"/>
    public VectorList PredictProbabilities(Table rows) => Model.PredictProbabilities(rows);

    /// <inheritdoc cref="FittedModel.PredictClasses"/>
    public ReadOnlyCollection<string> PredictClasses(Table rows) => Model.PredictClasses(rows);

    /// <inheritdoc cref="FittedModel.ResidualsOn"/>
    public Vector ResidualsOn(Table rows) => Model.ResidualsOn(rows);

    internal VectorList Margins(Table rows) => Model.Margins(rows);

    /// <summary>The loss on other rows, without penalties.</summary>
    /// <param name="rows">A table with the input and target columns.</param>
    public double LossOn(Table rows) => _objective.LossOn(rows, Point);

    /// <summary>The coefficient of determination on other rows; NaN for a classifier.</summary>
    /// <param name="rows">A table with the input and target columns.</param>
    public double RSquaredOn(Table rows) => _objective.Classes.Count > 0 ? double.NaN : _objective.QualityOn(rows, Point);

    /// <summary>The fraction of other rows that are classified correctly; NaN if the target is a number.</summary>
    /// <param name="rows">A table with the input and target columns.</param>
    public double AccuracyOn(Table rows) => _objective.Classes.Count > 0 ? _objective.QualityOn(rows, Point) : double.NaN;

    private bool IsSoftmax => _objective.Loss is CategoricalCrossEntropyLoss && _objective.Model.IsIdentifiable;

    private bool IsCentred => IsSoftmax && _objective.Options is { L1: 0, L2: 0 };

    /// <summary>Whether the spread of the rows is estimated from their residuals, so that ratios are t and not z.</summary>
    internal bool IsSpreadEstimated => _objective.Loss is SquaredLoss && (_objective.Options.Sigma is null || Options.RelativeSigma);

    private int Parameters => _inference.Value.Rank + (IsSpreadEstimated ? 1 : 0);

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

    internal RegressionObjective Objective => _objective;

    /// <summary>How many standard errors a confidence interval reaches to each side.</summary>
    internal double Quantile => _inference.Value.Quantile;

    /// <summary>A loss as χ² over the variance of a row, or as −2 ln L of classes.</summary>
    internal double DevianceOf(double loss) => _objective.Loss.Classifies
        ? 2 * _objective.Data.RowCount * loss
        : loss * _objective.Loss.Divisor(_objective.Data.RowCount, Point.Count) / Math.Pow(_inference.Value.Spread, 2);
}
