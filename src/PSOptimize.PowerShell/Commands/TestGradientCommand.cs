using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <summary>Compares the gradient of objectives with central differences of their values: one row per coordinate.</summary>
/// <remarks>
/// The differences of a script block are those of the block as it is written, which PowerShell itself runs, and not of its translation.
/// The relative error is |given − numeric| / max(1, |given|, |numeric|). Central differences themselves are accurate to about 1e-9 if the
/// function is smooth and of moderate size.
/// </remarks>
/// <example>
/// A gradient written by hand, with a slip in the second coordinate.
/// <code>
/// New-Objective { param($a, $b) $a * $a + $b * $b } -Gradient { param($a, $b) (2 * $a), $b } | Test-Gradient -Point 1, 2
/// </code>
/// </example>
/// <example>
/// The gradient that was derived from a script, with a stricter tolerance.
/// <code>
/// Test-Gradient -Objective { param($x) [Math]::Exp($x) * [Math]::Sin($x) } -Point 0.5 -Tolerance 1e-9
/// </code>
/// </example>
/// <example>
/// Only what is wrong, at many points.
/// <code>
/// $objective = New-Objective { param($a, $b) $a * $a + $b * $b } -Gradient { param($a, $b) (2 * $a), $b }
/// $objective | Test-Gradient -Point (1, 2), (0, 3), (5, 0) | Where-Object Passed -EQ $false
/// </code>
/// </example>
/// <seealso cref="NewObjectiveCommand"/>
/// <seealso cref="MeasureObjectiveCommand"/>
/// <seealso href="about_PSOptimize_Gradients"/>
[Cmdlet(VerbsDiagnostic.Test, "Gradient")]
[OutputType(typeof(GradientComparison))]
public sealed class TestGradientCommand : ObjectiveCommand
{
    /// <summary>The largest relative error that passes, default 1e-6.</summary>
    [Parameter]
    [Number]
    [NoFiles]
    public double Tolerance { get; set; } = 1e-6;

    private protected override Objective Prepared(Objective objective, Vector point) => objective;

    private protected override Objective Invoked(Objective objective) => TranslationGuard.AsWritten(objective);

    private protected override IEnumerable<object> Evaluate(Objective objective, Vector point)
    {
        var given = objective.ValueAndGradient(point).Gradient;
        var numeric = FiniteDifferences.Central(TranslationGuard.AsWritten(objective).Value, point);
        var names = CoordinateNames.Of(objective, point.Count);
        for (var i = 0; i < point.Count; i++)
        {
            var error = Math.Abs(given[i] - numeric[i]) / Math.Max(1, Math.Max(Math.Abs(given[i]), Math.Abs(numeric[i])));
            yield return new GradientComparison(objective.Name, point, names[i], given[i], numeric[i], error, error <= Tolerance);
        }
    }
}
