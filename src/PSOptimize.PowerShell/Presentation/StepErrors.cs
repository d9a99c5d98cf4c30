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
        $"The start {start.Brief} lies outside the bounds {bounds.Brief} of {method.Label}: start within them, or widen them.");

    /// <summary>A text that no step can be made of.</summary>
    public static ErrorRecord Saved(CheckpointException error, object target) =>
        new(error, $"Step{error.Error}", ErrorCategory.InvalidData, target);

    public static ErrorRecord Unanswered(OptimizerStep step) => Record("StepUnanswered", step,
        $"{step.Method.Label} waits for {StepText.Asks(step)}: answer with -Value, one number per point in order, or with -Objective.");

    public static ErrorRecord ValueMissing(OptimizerStep step) => Record("StepValueMissing", step,
        $"-Value is empty, and {step.Method.Label} waits for {StepText.Asks(step)}: "
        + "give a number per point, or -Failed with the reason if nothing could be measured.");

    public static ErrorRecord Finished(OptimizerStep step) => Record("StepFinished", step,
        $"The session is finished: {step.Outcome} Its Best is {step.Best}; "
        + "give another rule, such as a larger -MaxEvaluations, to go on.");

    public static ErrorRecord HyperparameterLate(OptimizerStep step, string name) => Record("StepHyperparameterLate", step,
        $"-{name} belongs to the first step, where -Method is chosen; this session goes on with {step.Method.Label} as it was begun.");

    public static ErrorRecord TwoAnswers(OptimizerStep step) => Record("StepTwoAnswers", step,
        "Give only one of -Value, -Failed and -Answer.");

    public static ErrorRecord GradientAlone(OptimizerStep step) => Record("StepGradientAlone", step,
        "-Gradient belongs to -Value: give both.");

    public static ErrorRecord GradientUnwanted(OptimizerStep step) => Record("StepGradientUnwanted", step,
        $"{step.Method.Label} waits for {StepText.Asks(step)}, and no gradient: leave -Gradient out.");

    public static ErrorRecord IndexAlone(OptimizerStep step) => Record("StepIndexAlone", step,
        "-Index says which points -Value or -Failed answers: give one of them.");

    public static ErrorRecord FileExists(string path) => Errors.Record("StepFileExists", ErrorCategory.ResourceExists, path,
        $"The file {path} exists: continue its session with Step-Optimizer -Path, choose another file, or replace it with -Force.");

    public static ErrorRecord FileMissing(string path) => Errors.Record("StepFileMissing", ErrorCategory.ObjectNotFound, path,
        $"There is no file {path}: begin a session in it with -Method, -Start and -Path.");

    public static ErrorRecord File(Exception error, string path) =>
        new(error, "StepFile", ErrorCategory.WriteError, path);

    public static ErrorRecord ValueCount(OptimizerStep step, int wanted, int given) => Record("StepValueCount", step,
        $"{step.Method.Label} asks for {StepText.Points(wanted)}, and {given} {(given == 1 ? "value was" : "values were")} given: "
        + "give -Value one number per point, in the order of the request or of -Index.");

    public static ErrorRecord GradientCount(OptimizerStep step, int wanted, int given) => Record("StepGradientCount", step,
        $"{step.Method.Label} needs the gradient at {StepText.Points(wanted)}, and {given} {(given == 1 ? "was" : "were")} given: "
        + "give -Gradient one number per coordinate, for each point in order.");

    private static ErrorRecord Record(string id, object target, string message) =>
        Errors.Record(id, ErrorCategory.InvalidArgument, target, message);
}
