using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>What a point of a <see cref="RegressionObjective"/> says about the data and about other rows.</summary>
public sealed class Fit
{
    private readonly RegressionObjective _objective;

    internal Fit(RegressionObjective objective, Vector point)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point.Count != objective.Dimension)
            throw new ArgumentException($"{objective.Name} has {objective.Dimension} parameters, and the point has {point.Count}.", nameof(point));
        (_objective, Point) = (objective, point);
    }

    /// <summary>The parameters as the method saw them.</summary>
    public Vector Point { get; }

    /// <summary>The names of the parameters.</summary>
    public ReadOnlyCollection<string> ParameterNames => _objective.CoordinateNames;

    /// <summary>The parameters for the columns as they came: scaling is undone. Only weights next to the inputs change, and their biases.</summary>
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

    /// <summary>The model's value at each row: ŷ, or the probability of the second of two classes.</summary>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public Vector FittedValues => Predict(_objective.Data);

    /// <summary>Target minus fitted value of each row.</summary>
    public Vector Residuals => ResidualsOn(_objective.Data);

    /// <summary><c>1 − Σ(y − ŷ)²/Σ(y − ȳ)²</c>, weighted by 1/σ² where the data have a σ; NaN for classes.</summary>
    public double RSquared => _objective.Classes.Count > 0 ? double.NaN : _objective.RSquared(Point);

    /// <summary>The share of rows in their right class; NaN where the target is a number.</summary>
    public double Accuracy => AccuracyOn(_objective.Data);

    /// <summary>The residual sum of squares <c>Σ(y − ŷ)²/σ²</c>, σ = 1 where the data have none.</summary>
    public double SumOfSquares
    {
        get
        {
            var (residuals, sigma, sum) = (Residuals, _objective.Fitted.InverseSigma, 0.0);
            for (var row = 0; row < residuals.Count; row++) sum += Math.Pow(residuals[row] * (sigma.Length == 0 ? 1 : sigma[row]), 2);
            return sum;
        }
    }

    /// <summary>The standard errors of the parameters: <c>√diag(s²(JᵀJ)⁻¹)</c> with the Jacobian J of the fitted values, each row divided by its σ.</summary>
    /// <remarks>s² = Σr²/(N − p) is estimated from the residuals also where σ is given. For a squared loss without penalty; at a minimum.</remarks>
    public Vector StandardErrors => Errors(scale: true, raw: false);

    /// <summary>The same for <see cref="Coefficients"/>: those of the columns as they came.</summary>
    public Vector CoefficientErrors => Errors(scale: true, raw: true);

    /// <summary>The same with s = 1: what the given σ alone say.</summary>
    public Vector AbsoluteStandardErrors => Errors(scale: false, raw: false);

    /// <summary>Predictions on any rows, for a model of one output: ŷ, or the probability of the second of two classes.</summary>
    /// <param name="rows">With the input columns of the model; a target is not needed.</param>
    public Vector Predict(Table rows)
    {
        if (_objective.Model.Outputs != 1)
            throw new InvalidOperationException($"The model has {_objective.Model.Outputs} outputs a row: take PredictProbabilities or PredictClasses.");
        return PredictOutputs(rows)[0];
    }

    /// <summary>The probability of each class on any rows: one vector a class, as long as there are rows.</summary>
    /// <param name="rows">With the input columns of the model.</param>
    public VectorList PredictProbabilities(Table rows)
    {
        var outputs = PredictOutputs(Classified(rows));
        return outputs.Count > 1 ? outputs : VectorList.OfSeq([Vector.Repeat(outputs[0].Count, 1) - outputs[0], outputs[0]]);
    }

    /// <summary>The class of each of any rows.</summary>
    /// <param name="rows">With the input columns of the model.</param>
    public ReadOnlyCollection<string> PredictClasses(Table rows)
    {
        var outputs = _objective.Outputs(Columns(Classified(rows)), rows.RowCount, Point.AsSpan(), link: false);
        var stride = Block.Padded(rows.RowCount);
        return [.. Enumerable.Range(0, rows.RowCount).Select(row => _objective.Classes[_objective.Chosen(outputs, stride, row)])];
    }

    /// <summary>By how much the score of each class is above the highest of the others, before sigmoid or softmax: one vector a class, above 0 where the class is chosen.</summary>
    internal VectorList Margins(Table rows)
    {
        var outputs = _objective.Outputs(Columns(Classified(rows)), rows.RowCount, Point.AsSpan(), link: false);
        var (count, stride) = (_objective.Model.Outputs, Block.Padded(rows.RowCount));
        if (count == 1) return VectorList.Of(-Vector.Copy(outputs.AsSpan(0, rows.RowCount)), Vector.Copy(outputs.AsSpan(0, rows.RowCount)));
        double Score(int k, int row) => outputs[(k * stride) + row];
        return VectorList.OfSeq(Enumerable.Range(0, count).Select(k => Vector.Init(rows.RowCount,
            row => Score(k, row) - Enumerable.Range(0, count).Where(other => other != k).Max(other => Score(other, row)))));
    }

    /// <summary>The loss on other rows, without penalties.</summary>
    /// <param name="rows">With inputs and target.</param>
    public double LossOn(Table rows) => _objective.LossOn(rows, Point);

    /// <summary>Target minus prediction of each of other rows.</summary>
    /// <param name="rows">With inputs and target.</param>
    public Vector ResidualsOn(Table rows)
    {
        var predictions = Predict(rows);
        return rows.Numbers(_objective.Target) - predictions;
    }

    /// <summary>R² on other rows; NaN for classes.</summary>
    /// <param name="rows">With inputs and target.</param>
    public double RSquaredOn(Table rows) => _objective.Classes.Count > 0 ? double.NaN : _objective.QualityOn(rows, Point);

    /// <summary>The accuracy on other rows; NaN where the target is a number.</summary>
    /// <param name="rows">With inputs and target.</param>
    public double AccuracyOn(Table rows) => _objective.Classes.Count > 0 ? _objective.QualityOn(rows, Point) : double.NaN;

    private VectorList PredictOutputs(Table rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var outputs = _objective.Outputs(Columns(rows), rows.RowCount, Point.AsSpan(), link: true);
        var stride = Block.Padded(rows.RowCount);
        return VectorList.OfSeq(Enumerable.Range(0, _objective.Model.Outputs).Select(k => Vector.Copy(outputs.AsSpan(k * stride, rows.RowCount))));
    }

    private double[] Columns(Table rows) => Sample.Columns(rows, _objective.Model.Inputs, _objective.Scaling);

    private Table Classified(Table rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _objective.Classes.Count > 0 ? rows : throw new InvalidOperationException($"{_objective.Target} is a number, not a class: take Predict.");
    }

    private Vector Errors(bool scale, bool raw)
    {
        if (_objective.Classes.Count > 0) throw new InvalidOperationException("Standard errors are those of a fit by squares; the target of this one is a class.");
        var (rows, parameters) = (_objective.Data.RowCount, Point.Count);
        if (rows <= parameters)
            throw new InvalidOperationException($"Standard errors of {parameters} parameters need more rows than that; there are {rows}.");
        var jacobian = Matrix<double>.Build.DenseOfArray(_objective.Jacobian(Point));
        if (raw) Unscale(jacobian);
        var sigma = _objective.Fitted.InverseSigma;
        for (var row = 0; row < rows && sigma.Length > 0; row++) jacobian.SetRow(row, jacobian.Row(row) * sigma[row]);

        // Columns of unit length first: parameters may differ by many orders of magnitude.
        var lengths = jacobian.ColumnNorms(2);
        for (var p = 0; p < parameters; p++)
            if (lengths[p] > 0) jacobian.SetColumn(p, jacobian.Column(p) / lengths[p]);
        var inverse = jacobian.QR().R.Inverse();
        var variance = scale ? SumOfSquares / (rows - parameters) : 1;
        return Vector.Init(parameters, p => Math.Sqrt(variance) * inverse.Row(p).L2Norm() / lengths[p]);
    }

    /// <summary>From derivatives by the parameters to derivatives by the coefficients: <c>w = sv</c>, and with a bias of <c>c</c> for the column as it came <c>b = c + Σ μv</c>.</summary>
    private void Unscale(Matrix<double> jacobian)
    {
        if (_objective.Scaling is not { } scaling) return;
        var (inputs, sums) = (scaling.Shifts.Count, ((Network)_objective.Model).FirstSums);
        for (var sum = 0; sum < sums; sum++)
            for (var c = 0; c < inputs; c++)
                jacobian.SetColumn(sum * inputs + c, jacobian.Column(sum * inputs + c) * scaling.Sizes[c] + jacobian.Column(sums * inputs + sum) * scaling.Shifts[c]);
    }
}
