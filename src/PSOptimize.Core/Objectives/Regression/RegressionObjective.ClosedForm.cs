using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <content>The solution of linear and ridge regression.</content>
public sealed partial class RegressionObjective
{
    // A column whose part that no column before it has is shorter than this, relatively, is rounding.
    private const double Dependent = 1e-13;

    /// <summary>The minimiser, where there is a formula for it.</summary>
    /// <exception cref="ArgumentException">There is none; the message says why and what to use.</exception>
    /// <exception cref="InvalidDataException">The columns depend on each other, and no penalty decides.</exception>
    internal Vector ClosedForm()
    {
        if (WhyNotClosed() is { } reason)
            throw new ArgumentException($"{Name} has no closed form: ClosedForm is for linear models with a squared loss and without L1; {reason}");

        // The intercept first, so that a constant column is found to depend on it; the rows of the penalty below those of the data.
        var (columns, rows) = (Model.Inputs.Count, _sample.Count);
        var penalty = Math.Sqrt(Options.L2 * _divisor);
        if (penalty == 0 && rows <= columns)
            throw new InvalidDataException($"{rows} rows cannot determine {columns + 1} parameters: give more rows, or a penalty with -L2.");
        var system = Matrix<double>.Build.Dense(rows + (penalty > 0 ? columns : 0), columns + 1);
        var right = Vector<double>.Build.Dense(system.RowCount);
        for (var row = 0; row < rows; row++)
        {
            var weight = _sample.InverseSigma.Length == 0 ? 1 : _sample.InverseSigma[row];
            system[row, 0] = weight;
            for (var column = 0; column < columns; column++) system[row, column + 1] = weight * _sample.Inputs[column * _sample.Stride + row];
            right[row] = weight * _sample.Targets[row];
        }
        for (var column = 0; column < columns && penalty > 0; column++) system[rows + column, column + 1] = penalty;

        // Columns of unit length: inputs may differ by many orders of magnitude.
        var lengths = system.ColumnNorms(2);
        for (var column = 0; column <= columns; column++)
            if (lengths[column] > 0) system.SetColumn(column, system.Column(column) / lengths[column]);
        var factors = system.QR(QRMethod.Thin);
        for (var column = 1; column <= columns; column++)
            if (!(Math.Abs(factors.R[column, column]) > Dependent))
                throw new InvalidDataException(
                    $"The column {Model.Inputs[column - 1]} follows from the intercept and the columns before it, so that no single fit is best: leave it out, or add a penalty with -L2.");
        var solution = factors.Solve(right);
        return Vectors.Vector.Init(columns + 1, i => i < columns ? solution[i + 1] / lengths[i + 1] : solution[0] / lengths[0]);
    }

    private string? WhyNotClosed() => this switch
    {
        { Model: CurveModel } => "this one is a curve. Use a first-order method, with -Scale at the typical size of each parameter.",
        { Model: Network { HiddenLayers: > 0 } } => "this one is a network. Use Adam.",
        { Loss.Classifies: true } => "this one tells classes apart. Use Momentum or Adam.",
        { Loss: not SquaredLoss } => $"this one has the loss {Loss.Name}. Use a first-order method.",
        { Options.L1: > 0 } => "this one has an L1. Use Momentum, whose zeros are exact: with standardised columns, a rate of 1 over their number is never too large.",
        { Model.Outputs: > 1 } => $"this one has {Model.Outputs} outputs. Use a first-order method.",
        { Model: Network { OutputActivation: not null } } => "this one has an activation at its output. Use a first-order method.",
        _ => null,
    };
}
