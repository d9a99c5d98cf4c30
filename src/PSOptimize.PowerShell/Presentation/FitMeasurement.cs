using System.Collections.ObjectModel;
using PSOptimize.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>How a fitted model does on rows of data.</summary>
/// <param name="Objective">The objective's name.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Loss">The loss on them, without penalties.</param>
/// <param name="RSquared">R²; NaN for classes.</param>
/// <param name="Accuracy">The share in their right class; NaN for numbers.</param>
/// <param name="Predictions">The prediction for each row: numbers, or names of classes.</param>
/// <param name="Coefficients">The parameters by name, for the columns as they came.</param>
/// <param name="StandardErrors">Those of the parameters; without elements where they are not defined.</param>
/// <param name="Fit">The fit, for all else.</param>
public sealed record FitMeasurement(string Objective, int Rows, double Loss, double RSquared, double Accuracy, ReadOnlyCollection<object> Predictions,
    IReadOnlyDictionary<string, double> Coefficients, Vector StandardErrors, Fit Fit)
{
    internal static FitMeasurement Of(RegressionObjective objective, Vector point, Table rows)
    {
        var fit = objective.Fit(point);
        var classes = objective.Classes.Count > 0;
        var coefficients = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < point.Count; i++) coefficients[fit.ParameterNames[i]] = fit.Coefficients[i];
        return new FitMeasurement(objective.Name, rows.RowCount, fit.LossOn(rows), fit.RSquaredOn(rows), fit.AccuracyOn(rows),
            classes ? [.. fit.PredictClasses(rows)] : [.. fit.Predict(rows).AsSeq().Cast<object>()], coefficients,
            !classes && objective.Data.RowCount > point.Count ? fit.StandardErrors : Vector.Empty, fit);
    }
}
