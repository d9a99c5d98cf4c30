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
/// How good a fit is: coefficients with their standard errors, and predictions with their intervals for rows that it has not seen.
/// <code>
/// $rows = 1..30 | ForEach-Object { [pscustomobject]@{ x = $_; y = 2 * $_ + [Math]::Sin(5 * $_) } }
/// $run = $rows | New-Objective -Linear -Target y | Invoke-Optimizer ClosedForm
/// $run | Measure-Objective -Fit
/// ($run | Measure-Objective -Data @{ x = 31 }, @{ x = 32 }).PredictionRows
/// </code>
/// </example>
/// <example>
/// A fit that is kept, and read in another session to predict new rows.
/// <code>
/// $rows = 1..30 | ForEach-Object { [pscustomobject]@{ x = $_; y = 2 * $_ + [Math]::Sin(5 * $_) } }
/// $rows | New-Objective -Linear -Target y | Invoke-Optimizer | Measure-Objective -Fit | Export-Clixml fit.xml
/// [pscustomobject]@{ x = 31 } | Get-Prediction (Import-Clixml fit.xml)
/// </code>
/// </example>
/// <example>
/// Several points by the names of the coordinates.
/// <code>
/// $valley = { param($x, $y) ($x - 1) * ($x - 1) + 10 * $y * $y }
/// Measure-Objective -Objective $valley -Point @{ x = 0; y = 1 }, @{ x = 1; y = 0 } | Format-Table Point, Value, GradientNorm
/// </code>
/// </example>
/// <seealso cref="NewObjectiveCommand"/>
/// <seealso cref="GetPredictionCommand"/>
/// <seealso cref="TestGradientCommand"/>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso href="about_PSOptimize_Fits"/>
[Cmdlet(VerbsDiagnostic.Measure, "Objective")]
[OutputType(typeof(Measurement), typeof(FitMeasurement))]
public sealed class MeasureObjectiveCommand : ObjectiveCommand
{
    /// <summary>
    /// Rows of data to measure a fitted model on: its loss, R² or accuracy, and predictions; only the predictions if the rows lack the
    /// target.
    /// </summary>
    [Parameter]
    [NoFiles]
    public PSObject[]? Data { get; set; }

    /// <summary>Measures a fitted model on the rows that it was fitted to, with its coefficients and their standard errors.</summary>
    [Parameter]
    public SwitchParameter Fit { get; set; }

    /// <summary>
    /// Takes the column that -Sigma named for relative weights, whose common factor is estimated from the residuals; by default standard
    /// errors trust it as the standard deviations that it gives.
    /// </summary>
    [Parameter]
    [Needs(nameof(Fit), nameof(Data))]
    public SwitchParameter RelativeSigma { get; set; }

    /// <summary>The probability of confidence intervals and of bands, above 0 and below 1, default 0.95.</summary>
    [Parameter]
    [NoFiles]
    [Needs(nameof(Fit), nameof(Data))]
    public double Confidence { get; set; } = 0.95;

    /// <summary>
    /// How confidence intervals are found. Wald, the default: so many standard errors to each side. Profile: where the fit with the
    /// parameter held gets as much worse as the confidence allows, which is not symmetric, infinite if the rows set no bound, and takes
    /// some five to ten fits for each bound.
    /// </summary>
    [Parameter]
    [ValidateSet("Wald", "Profile")]
    [Needs(nameof(Fit), nameof(Data))]
    public string Interval { get; set; } = "Wald";

    /// <summary>
    /// The problem that a run solved, which the run brings: parameters that its bounds fix or stop have no standard error, and a penalty
    /// leaves none.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NoFiles]
    public Problem? Problem { get; set; }

    private protected override IEnumerable<object> Evaluate(Objective objective, Vector point) =>
        [Data is not null || Fit ? FitAt(objective, point) : ValueAt(objective, point)];

    private FitMeasurement FitAt(Objective objective, Vector point)
    {
        var regression = objective.Parts.OfType<RegressionObjective>().FirstOrDefault() ?? throw new ArgumentException(
            $"{objective.Name} is not a model of data: make one with New-Objective -Model, -Linear, -Logistic, -Softmax or -Network.");
        var options = new FitOptions { Problem = Problem, RelativeSigma = RelativeSigma, Confidence = Confidence };
        var profile = Interval.Equals("Profile", StringComparison.OrdinalIgnoreCase);
        return FitMeasurement.Of(regression, point, options, Data is null ? null : TableFactory.Of(Data), profile);
    }

    private static Measurement ValueAt(Objective objective, Vector point)
    {
        if (objective.Differentiation == DifferentiationKind.None)
            return new Measurement(objective.Name, point, objective.Value(point), double.NaN, Vector.Empty);
        var both = objective.ValueAndGradient(point);
        return new Measurement(objective.Name, point, both.Value, both.Gradient.Norm(), both.Gradient);
    }
}
