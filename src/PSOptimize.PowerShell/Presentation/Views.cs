using System.Globalization;
using System.Runtime.CompilerServices;
using PSOptimize.Binding;
using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>The texts of the views, and of the additional properties that objects of the core have in PowerShell.</summary>
public static class Views
{
    /// <summary>The runs of texts that are in use, which are read once for all their properties.</summary>
    private static readonly ConditionalWeakTable<string, Run> Read = [];

    /// <summary>A property of an object in words: see PSOptimize.Types.ps1xml and PSOptimize.Format.ps1xml.</summary>
    /// <param name="target">A run, an objective, a test problem, a step, a method, an entry of the catalogue, a number or a point.</param>
    /// <param name="property">The name of the property; of a number also its format, such as G4.</param>
    public static object? Describe(object target, string property) => (target.Unwrap(), property) switch
    {
        (string text, _) => Describe(Read.GetValue(text, Run.FromJson), property),
        (RunRow row, "Differs") => row.Differs,
        (RunRow row, _) => Describe(row.Run, property),
        (Run run, "Run") => run,
        (Run run, "Curve") => RunWords.Curve(run),
        (Run run, "Criteria") => RunWords.Criteria(run),
        (Run run, "Advice") => RunWords.Advice(run),
        (Run run, "Message") => run.Outcome.ToString(),
        (Run run, _) => PropertyOf(run, property),
        (Objective objective, "Gradient") => GradientText.Of(objective),
        (Method method, "Settings") => MethodText.Settings(method),
        (OptimizerStep step, "Asks") => StepText.Asks(step),
        (Entry<Method> entry, "Settings") => MethodText.AllSettings(entry.Default),
        (TestProblem problem, "Statement") => StatementOf(problem),
        (FitMeasurement fit, "Text") => FitText.Of(fit),
        (double number, "Short") => ShortText.Of(number),
        (double number, _) => double.IsNaN(number) ? "–" : number.ToString(property, CultureInfo.InvariantCulture),
        (Vector point, "Short") => ShortText.Of(point),
        _ => throw NoProperty(target, property),
    };

    /// <summary>The formula and the constraints, one a line.</summary>
    private static string StatementOf(TestProblem problem)
    {
        string[] within = problem.Within is { } set ? [$"within {set}".Replace("Infinity", "∞", StringComparison.Ordinal)] : [];
        return string.Join('\n', [problem.Formula, .. problem.Equations.Concat(problem.Inequalities).Select(one => one.Name), .. within]);
    }

    private static object? PropertyOf(object target, string property) =>
        (target.GetType().GetProperty(property) ?? throw NoProperty(target, property)).GetValue(target);

    private static ArgumentException NoProperty(object target, string property) =>
        new($"{target} has no property {property}.", nameof(property));

    /// <summary>A text in lines that fit the terminal, broken between words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">The column at which the view shows it, from 0.</param>
    public static string Wrap(string text, int indent) => WordWrap.InTerminal(text, indent);
}
