using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Presentation;

/// <summary>The additional properties that objects of the core have in PowerShell: see PSOptimize.Types.ps1xml.</summary>
public static class Views
{
    /// <summary>A property of an object in words.</summary>
    /// <param name="target">A run, an objective, a step, a method or an entry of the catalogue.</param>
    /// <param name="property">The name of the property.</param>
    public static object? Describe(object target, string property) => (target.Unwrap(), property) switch
    {
        (Run run, "Curve") => RunText.Curve(run),
        (Run run, "Criteria") => RunText.Criteria(run),
        (Run run, "Advice") => RunText.Advice(run),
        (Objective objective, "Gradient") => GradientText.Of(objective),
        (Method method, "Settings") => MethodText.Settings(method),
        (OptimizerStep step, "Asks") => StepText.Asks(step),
        (Entry<Method> entry, "Settings") => MethodText.AllSettings(entry.Default),
        _ => throw new ArgumentException($"{target} has no property {property}.", nameof(property)),
    };
}
