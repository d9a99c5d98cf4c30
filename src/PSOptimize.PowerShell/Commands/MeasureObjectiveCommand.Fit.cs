using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Presentation;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <content>Metrics and predictions of a fit.</content>
public sealed partial class MeasureObjectiveCommand
{
    /// <summary>Other rows of data: gives loss, R² or accuracy, and predictions of a fitted model on them; without the target among their columns, the predictions.</summary>
    [Parameter]
    public PSObject[]? Data { get; set; }

    /// <summary>Gives the same on the rows that were fitted, with coefficients and their standard errors.</summary>
    [Parameter]
    public SwitchParameter Fit { get; set; }

    private FitMeasurement? FitAt(Objective objective, Vector point)
    {
        if (Data is null && !Fit) return null;
        var regression = objective.Parts.OfType<RegressionObjective>().FirstOrDefault()
            ?? throw new ArgumentException($"{objective.Name} is no model of data: make it with New-Objective -Model, -Linear, -Logistic, -Softmax or -Network.");
        return FitMeasurement.Of(regression, point, Data is null ? regression.Data : TableFactory.Of(Data));
    }
}
