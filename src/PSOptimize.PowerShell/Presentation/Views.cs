using System.Globalization;
using System.Management.Automation;
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
    /// <summary>A property of an object in words: see PSOptimize.Types.ps1xml and PSOptimize.Format.ps1xml.</summary>
    /// <param name="target">A run, an objective, a step, a method, an entry of the catalogue, a number or a point.</param>
    /// <param name="property">The name of the property; of a number also its format, such as G4.</param>
    public static object? Describe(object target, string property) => (target.Unwrap(), property) switch
    {
        (string text, "Point") => ShortText.Of(Run.FromJson(text).Point),
        (RunRow row, "Run") => row.Run,
        (RunRow row, "Differs") => row.Differs,
        (RunRow row, "Curve") => RunWords.Curve(row.Run),
        (RunRow row, "Criteria") => RunWords.Criteria(row.Run),
        (RunRow row, "Advice") => RunWords.Advice(row.Run),
        (RunRow row, "Message") => row.Run.Outcome.ToString(),
        (RunRow row, _) => PropertyOf(row.Run, property),
        (Objective objective, "Gradient") => GradientText.Of(objective),
        (Method method, "Settings") => MethodText.Settings(method),
        (OptimizerStep step, "Asks") => StepText.Asks(step),
        (Entry<Method> entry, "Settings") => MethodText.AllSettings(entry.Default),
        (FitMeasurement fit, "Text") => FitText.Of(fit),
        (double number, "Short") => ShortText.Of(number),
        (double number, _) => double.IsNaN(number) ? "–" : number.ToString(property, CultureInfo.InvariantCulture),
        (Vector point, "Short") => ShortText.Of(point),
        _ => throw NoProperty(target, property),
    };

    /// <summary>The value of the objective that a text stands for, as a method of that text.</summary>
    /// <param name="objective">The text in a run's column Objective.</param>
    /// <param name="point">A point.</param>
    public static double Value(PSObject objective, Vector point) => ((Objective)objective.Unwrap()!).Value(point);

    private static object? PropertyOf(object target, string property) =>
        (target.GetType().GetProperty(property) ?? throw NoProperty(target, property)).GetValue(target);

    private static ArgumentException NoProperty(object target, string property) =>
        new($"{target} has no property {property}.", nameof(property));

    /// <summary>A text in lines that fit the terminal, broken between words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">The column at which the view shows it, from 0.</param>
    public static string Wrap(string text, int indent) => WordWrap.InTerminal(text, indent);
}
