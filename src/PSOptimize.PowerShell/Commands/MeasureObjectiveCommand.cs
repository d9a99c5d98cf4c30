using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Presentation;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <summary>Evaluates objectives at points: value, gradient and gradient norm, one row per point.</summary>
/// <remarks>With -Fit or -Data it measures a fitted model instead: its loss and quality, its parameters and its predictions.</remarks>
/// <example>
/// Value and gradient at two points.
/// <code>
/// New-Objective -Problem Rosenbrock | Measure-Objective -Point (0.1, 3), (1, 1)
/// </code>
/// </example>
/// <example>
/// How good a fit is: coefficients with their standard errors, and predictions for rows that it has not seen.
/// <code>
/// $rows = 1..30 | ForEach-Object { [pscustomobject]@{ x = $_; y = 2 * $_ + [Math]::Sin(5 * $_) } }
/// $run = $rows | New-Objective -Linear -Target y | Invoke-Optimizer ClosedForm
/// ($run | Measure-Objective -Fit).Parameters
/// ($run | Measure-Objective -Data @{ x = 31 }, @{ x = 32 }).Predictions
/// </code>
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "Objective")]
[OutputType(typeof(Measurement), typeof(FitMeasurement))]
public sealed class MeasureObjectiveCommand : ObjectiveCommand
{
    /// <summary>
    /// Rows of data to measure a fitted model on: its loss, R² or accuracy, and predictions; only the predictions if the rows lack the
    /// target.
    /// </summary>
    [Parameter]
    public PSObject[]? Data { get; set; }

    /// <summary>Measures a fitted model on the rows that it was fitted to, with its coefficients and their standard errors.</summary>
    [Parameter]
    public SwitchParameter Fit { get; set; }

    private protected override IEnumerable<object> Evaluate(Objective objective, Vector point) =>
        [Data is not null || Fit ? FitAt(objective, point) : ValueAt(objective, point)];

    private FitMeasurement FitAt(Objective objective, Vector point)
    {
        var regression = objective.Parts.OfType<RegressionObjective>().FirstOrDefault() ?? throw new ArgumentException(
            $"{objective.Name} is not a model of data: make one with New-Objective -Model, -Linear, -Logistic, -Softmax or -Network.");
        return FitMeasurement.Of(regression, point, Data is null ? regression.Data : TableFactory.Of(Data));
    }

    private static Measurement ValueAt(Objective objective, Vector point)
    {
        if (objective.Differentiation == DifferentiationKind.None)
            return new Measurement(objective.Name, point, objective.Value(point), double.NaN, Vector.Empty);
        var both = objective.ValueAndGradient(point);
        return new Measurement(objective.Name, point, both.Value, both.Gradient.Norm(), both.Gradient);
    }
}
