using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// A fitted model: the parameters of a <see cref="RegressionObjective"/> with their residuals, quality, standard errors and predictions.
/// </summary>
public sealed class Fit
{
    private readonly RegressionObjective _objective;

    internal Fit(RegressionObjective objective, Vector point)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point.Count != objective.Dimension)
            throw new ArgumentException(
                $"{objective.Name} has {objective.Dimension} parameters, and the point has {point.Count}.", nameof(point));
        (_objective, Point) = (objective, point);
    }

    /// <summary>The parameters as optimised, for scaled columns if the inputs are scaled.</summary>
    public Vector Point { get; }

    /// <summary>The names of the parameters, in the order of <see cref="Point"/>.</summary>
    public ReadOnlyCollection<string> ParameterNames => _objective.CoordinateNames;

    /// <summary>
    /// The parameters in the original units of the columns. If the inputs are scaled, the weights and biases of the first layer differ from
    /// those of <see cref="Point"/>.
    /// </summary>
    public Vector Coefficients
    {
        get
        {
            if (_objective.Scaling is not { } scaling) return Point;
            var (inputs, sums) = (scaling.Shifts.Count, ((Network)_objective.Model).FirstSums);
            var result = Vector.Copy(Point.AsSpan());
            for (var sum = 0; sum < sums; sum++)
                for (var c = 0; c < inputs; c++)
                {
                    var weight = Point[sum * inputs + c] / scaling.Sizes[c];
                    result.Writable[sum * inputs + c] = weight;
                    result.Writable[sums * inputs + sum] -= weight * scaling.Shifts[c];
                }
            return result;
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

    /// <summary>The residual sum of squares <c>Σ(y − ŷ)²/σ²</c>, with σ = 1 if the data have none.</summary>
    public double SumOfSquares
    {
        get
        {
            var (residuals, sigma, sum) = (Residuals, _objective.Fitted.InverseSigma, 0.0);
            for (var row = 0; row < residuals.Count; row++)
                sum += Math.Pow(residuals[row] * (sigma.Length == 0 ? 1 : sigma[row]), 2);
            return sum;
        }
    }

    /// <summary>
    /// The standard errors of the parameters, <c>√diag(s²(JᵀJ)⁻¹)</c>, where J is the Jacobian of the fitted values with each row divided
    /// by its σ.
    /// </summary>
    /// <remarks>
    /// s² = Σr²/(N − p) is estimated from the residuals even if σ is given. Valid at a minimum of a squared loss without penalty.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The target is a class, or there are no more rows than parameters.</exception>
    public Vector StandardErrors => Errors(scale: true, raw: false);

    /// <summary>The standard errors of the <see cref="Coefficients"/>, which are in the original units of the columns.</summary>
    /// <exception cref="InvalidOperationException">The target is a class, or there are no more rows than parameters.</exception>
    public Vector CoefficientErrors => Errors(scale: true, raw: true);

    /// <summary>The standard errors with s = 1, which trust the given σ as absolute.</summary>
    /// <exception cref="InvalidOperationException">The target is a class, or there are no more rows than parameters.</exception>
    public Vector AbsoluteStandardErrors => Errors(scale: false, raw: false);

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

    private double[] Columns(Table rows) => Sample.Columns(rows, _objective.Model.Inputs, _objective.Scaling);

    private Table Classified(Table rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _objective.Classes.Count > 0
            ? rows
            : throw new InvalidOperationException($"{_objective.Target} is a number, not a class: take Predict.");
    }

    private Vector Errors(bool scale, bool raw)
    {
        if (_objective.Classes.Count > 0)
            throw new InvalidOperationException("Standard errors are defined for least-squares fits; the target of this one is a class.");
        var (rows, parameters) = (_objective.Data.RowCount, Point.Count);
        if (rows <= parameters)
            throw new InvalidOperationException(
                $"Standard errors of {parameters} parameters need more than {parameters} rows; there are {rows}.");
        var jacobian = Matrix<double>.Build.DenseOfArray(_objective.Jacobian(Point));
        if (raw) Unscale(jacobian);
        var sigma = _objective.Fitted.InverseSigma;
        for (var row = 0; row < rows && sigma.Length > 0; row++) jacobian.SetRow(row, jacobian.Row(row) * sigma[row]);

        // The columns are normalised first, because parameters may differ by many orders of magnitude.
        var lengths = jacobian.ColumnNorms(2);
        for (var p = 0; p < parameters; p++)
            if (lengths[p] > 0) jacobian.SetColumn(p, jacobian.Column(p) / lengths[p]);
        var inverse = jacobian.QR().R.Inverse();
        var variance = scale ? SumOfSquares / (rows - parameters) : 1;
        return Vector.Init(parameters, p => Math.Sqrt(variance) * inverse.Row(p).L2Norm() / lengths[p]);
    }

    /// <summary>
    /// Turns derivatives by the parameters (w, b) of scaled columns into derivatives by the coefficients (v, c) of the original ones:
    /// <c>w = sv</c> and <c>b = c + Σ μv</c>.
    /// </summary>
    private void Unscale(Matrix<double> jacobian)
    {
        if (_objective.Scaling is not { } scaling) return;
        var (inputs, sums) = (scaling.Shifts.Count, ((Network)_objective.Model).FirstSums);
        for (var sum = 0; sum < sums; sum++)
            for (var c = 0; c < inputs; c++)
            {
                var (byWeight, byBias) = (jacobian.Column(sum * inputs + c), jacobian.Column(sums * inputs + sum));
                jacobian.SetColumn(sum * inputs + c, byWeight * scaling.Sizes[c] + byBias * scaling.Shifts[c]);
            }
    }
}
