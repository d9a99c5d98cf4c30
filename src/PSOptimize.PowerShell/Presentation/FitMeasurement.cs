using System.Collections.ObjectModel;
using PSOptimize.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>How well a fitted model describes rows of data.</summary>
/// <param name="Objective">The objective's name.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Loss">The loss on them, without penalties; NaN if the rows lack the target.</param>
/// <param name="RSquared">R²; NaN for classes.</param>
/// <param name="Accuracy">The share of rows whose class is predicted right, from 0 to 1; NaN for numbers.</param>
/// <param name="Parameters">Name, value and standard error of each parameter, in the original units of the columns.</param>
/// <param name="Predictions">
/// The prediction for each row, or the fitted value of a row that was fitted: numbers, or names of classes.
/// </param>
/// <param name="Residuals">Target minus prediction of each row; empty for classes, or if the rows lack the target.</param>
/// <param name="Fit">The fit itself, for everything else.</param>
public sealed record FitMeasurement(string Objective, int Rows, double Loss, double RSquared, double Accuracy,
    ReadOnlyCollection<FitParameter> Parameters, ReadOnlyCollection<object> Predictions, ReadOnlyCollection<double> Residuals, Fit Fit)
{
    /// <summary>The value of each parameter by its name.</summary>
    public IReadOnlyDictionary<string, double> Coefficients =>
        Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The standard errors of the parameters; empty if they are not defined.</summary>
    public Vector StandardErrors => Parameters.Any(parameter => double.IsNaN(parameter.StandardError))
        ? Vector.Empty
        : Vector.OfSeq(Parameters.Select(parameter => parameter.StandardError));

    internal static FitMeasurement Of(RegressionObjective objective, Vector point, Table rows)
    {
        var fit = objective.Fit(point);
        var classes = objective.Classes.Count > 0;
        // Rows to be predicted may lack the target.
        var known = rows.Has(objective.Target);
        var errors = !classes && objective.Model.IsIdentifiable && objective.Data.RowCount > point.Count
            ? fit.CoefficientErrors : Vector.Repeat(point.Count, double.NaN);
        var coefficients = fit.Coefficients;
        return new FitMeasurement(objective.Name, rows.RowCount,
            known ? fit.LossOn(rows) : double.NaN, known ? fit.RSquaredOn(rows) : double.NaN, known ? fit.AccuracyOn(rows) : double.NaN,
            [.. fit.ParameterNames.Select((name, i) => new FitParameter(name, coefficients[i], errors[i]))],
            [.. classes ? fit.PredictClasses(rows) : fit.Predict(rows).AsSeq().Cast<object>()],
            classes || !known ? [] : fit.ResidualsOn(rows).Elements, fit);
    }
}
