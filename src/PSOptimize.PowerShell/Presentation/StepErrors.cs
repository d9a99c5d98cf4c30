using System.Management.Automation;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>The errors of Step-Optimizer.</summary>
internal static class StepErrors
{
    public static ErrorRecord StartOutsideBounds(Method method, Vector start, Box bounds) => Record("StartOutsideBounds", start,
        $"The start {start} lies outside the bounds {bounds} of {method.Label}: start within them, or widen them.");

    /// <summary>A text that no step can be made of.</summary>
    public static ErrorRecord Saved(CheckpointException error, object target) =>
        new(error, $"Step{error.Error}", ErrorCategory.InvalidData, target);

    public static ErrorRecord Unanswered(OptimizerStep step) => Record("StepUnanswered", step,
        $"{step.Method.Label} waits for {StepText.Asks(step)}: answer with -Value, one number per point in order, or with -Objective.");

    public static ErrorRecord ValueCount(OptimizerStep step, int given) => Record("StepValueCount", step,
        $"{step.Method.Label} asks for {StepText.Points(step)}, and {given} {(given == 1 ? "value was" : "values were")} given: "
        + "give -Value one number per point, in the order of the request.");

    public static ErrorRecord GradientCount(OptimizerStep step, int given) => Record("StepGradientCount", step,
        $"{step.Method.Label} needs the gradient at {StepText.Points(step)}, and {given} {(given == 1 ? "was" : "were")} given: "
        + "give -Gradient one number per coordinate, for each point in order.");

    private static ErrorRecord Record(string id, object target, string message) =>
        Errors.Record(id, ErrorCategory.InvalidArgument, target, message);
}
