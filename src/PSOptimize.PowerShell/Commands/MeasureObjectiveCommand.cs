using System.Management.Automation;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <summary>Evaluates objectives at points: value, gradient and gradient norm, a row a point.</summary>
/// <example>
/// Value and gradient at two points.
/// <code>
/// New-Objective -Problem Rosenbrock | Measure-Objective -Point (0.1, 3), (1, 1)
/// </code>
/// </example>
/// <example>
/// What a fit is worth: coefficients with their standard errors, and predictions for rows that it has not seen.
/// <code>
/// $rows = 1..30 | ForEach-Object { [pscustomobject]@{ x = $_; y = 2 * $_ + [Math]::Sin(5 * $_) } }
/// $run = $rows | New-Objective -Linear -Target y | Invoke-Optimizer ClosedForm
/// ($run | Measure-Objective -Fit).Parameters
/// ($run | Measure-Objective -Data @{ x = 31 }, @{ x = 32 }).Predictions
/// </code>
/// </example>
[Cmdlet(VerbsDiagnostic.Measure, "Objective")]
[OutputType(typeof(Measurement), typeof(FitMeasurement))]
public sealed partial class MeasureObjectiveCommand : ObjectiveCommand
{
    private protected override IEnumerable<object> Evaluate(Objective objective, Vector point)
    {
        if (FitAt(objective, point) is { } fit)
        {
            yield return fit;
            yield break;
        }
        if (objective.Differentiation == DifferentiationKind.None)
        {
            yield return new Measurement(objective.Name, point, objective.Value(point), double.NaN, Vector.Empty);
            yield break;
        }
        var both = objective.ValueAndGradient(point);
        yield return new Measurement(objective.Name, point, both.Value, both.Gradient.Norm(), both.Gradient);
    }
}
