using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Schedules;
using PSOptimize.ScriptBlocks;
using PSOptimize.Stopping;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>The error records of the module: each with an id of its own, and a sentence that says what to do.</summary>
internal static partial class Errors
{
    public static ErrorRecord UnknownMethod(string name) => Record("UnknownMethod", ErrorCategory.ObjectNotFound, name,
        $"There is no method '{name}'. Did you mean {Nearest(name, Method.Catalogue.All)}? Get-OptimizerMethod lists all.");

    public static ErrorRecord UnknownProblem(string name) => Record("UnknownProblem", ErrorCategory.ObjectNotFound, name,
        $"There is no test problem '{name}'. Did you mean {Nearest(name, TestProblems.All)}? Get-TestProblem lists all.");

    public static ErrorRecord UnknownSchedule(string name) => Record("UnknownSchedule", ErrorCategory.ObjectNotFound, name,
        $"There is no schedule '{name}'. Did you mean {Nearest(name, Schedule.Catalogue.All)}?");

    public static ErrorRecord UnknownHyperparameter(string name, IReadOnlyList<Method> methods) =>
        Record("UnknownHyperparameter", ErrorCategory.InvalidArgument, name, string.Join(" ", methods.Select(method =>
            $"{method.Name} has no hyperparameter {name}: it has {Listed(Parameter.Of(method))}.")));

    public static ErrorRecord UnknownTransformation(string name) => Record("UnknownTransformation", ErrorCategory.ObjectNotFound, name,
        $"There is no transformation '{name}'. Did you mean {Nearest(name, Transformation.Catalogue.All)}?");

    public static ErrorRecord UnknownChainParameter(string name, IReadOnlyList<Entry<Transformation>> links) =>
        Record("UnknownChainParameter", ErrorCategory.InvalidArgument, name, $"No link of the chain has a parameter {name}. " + string.Join(" ", links.Distinct().Select(link =>
            $"{link.Name} has {Listed(link.Parameters)}.")));

    public static ErrorRecord ObjectiveMissing() => Record("ObjectiveMissing", ErrorCategory.InvalidArgument, null,
        "There is no objective: pipe one from New-Objective, or give -Objective a script block or a test problem.");

    public static ErrorRecord EmptyPipeline() => Record("EmptyPipeline", ErrorCategory.InvalidData, null,
        "Nothing came down the pipeline, so nothing was done: check that the file or command before it gives at least one object.");

    public static ErrorRecord StartMissing(Objective objective) => Record("StartMissing", ErrorCategory.InvalidArgument, objective, objective.Dimension > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{objective.Name} has no start: give -Start {objective.Dimension} numbers, one a coordinate.")
        : $"{objective.Name} has no start: give -Start one number a coordinate.");

    public static ErrorRecord StartLength(Objective objective, Vector start) => Record("StartLength", ErrorCategory.InvalidArgument, start,
        string.Create(CultureInfo.InvariantCulture,
            $"{objective.Name} has {objective.Dimension} coordinates, and the start {start} has {start.Count}: give one number a coordinate."));

    public static ErrorRecord StartOutsideBounds(Method method, Vector start, Constraints.Box bounds) => Record("StartOutsideBounds", ErrorCategory.InvalidArgument, start,
        $"The start {start} lies outside the bounds {bounds} of {method.Label}: start within them, or widen them.");

    public static ErrorRecord StartNotFinite(Vector start) => Record("StartNotFinite", ErrorCategory.InvalidArgument, start,
        $"The start {start} must consist of finite numbers: replace NaN and infinities.");

    /// <summary>What the core found wrong with an argument, for example a number outside its range.</summary>
    public static ErrorRecord BadArgument(ArgumentException error, object? target)
    {
        // The runtime appends the parameter's name and the value, which the sentence before has already.
        var sentence = error.Message.Split(" (Parameter '", 2)[0];
        return error is ArgumentOutOfRangeException { ActualValue: var value }
            ? new ErrorRecord(new ArgumentOutOfRangeException(sentence, error), "OutOfRange", ErrorCategory.InvalidArgument, value ?? target)
            : new ErrorRecord(new ArgumentException(sentence, error), "BadArgument", ErrorCategory.InvalidArgument, target);
    }

    /// <summary>Starts are to be drawn, but not said where.</summary>
    public static ErrorRecord NoBoxForStarts(Objective objective) => new(
        new ArgumentException($"{objective.Name} does not say where to draw starts: give finite bounds with -Within, such as \"-5..5\" for every coordinate or \"0..2 -1..1\" one by one."),
        "NoBoxForStarts", ErrorCategory.InvalidArgument, objective);

    /// <summary>A file that no run can be resumed from.</summary>
    public static ErrorRecord Checkpoint(CheckpointException error, string path) =>
        new(error, $"Checkpoint{error.Error}", error.Error == CheckpointError.Missing ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidData, path);

    /// <summary>A text that no step can be made of.</summary>
    public static ErrorRecord SavedStep(CheckpointException error, object target) => new(error, $"Step{error.Error}", ErrorCategory.InvalidData, target);

    public static ErrorRecord StepUnanswered(OptimizerStep step) => Record("StepUnanswered", ErrorCategory.InvalidArgument, step,
        $"{step.Method.Label} waits for {StepText.Asks(step)}: answer with -Value one number a point, in order, or with -Objective.");

    public static ErrorRecord StepValueCount(OptimizerStep step, int given) => Record("StepValueCount", ErrorCategory.InvalidArgument, step, string.Create(CultureInfo.InvariantCulture,
        $"{step.Method.Label} asks for {StepText.Points(step)}, and {given} {(given == 1 ? "value was" : "values were")} given: give -Value one number a point, in the order of the request."));

    public static ErrorRecord StepGradientCount(OptimizerStep step, int given) => Record("StepGradientCount", ErrorCategory.InvalidArgument, step, string.Create(CultureInfo.InvariantCulture,
        $"{step.Method.Label} needs the gradient at {StepText.Points(step)}, and {given} {(given == 1 ? "was" : "were")} given: give -Gradient one number a coordinate, for each point in order."));

    /// <summary>Rows that cannot be fitted; the sentence names row and column.</summary>
    public static ErrorRecord BadData(InvalidDataException error) => new(error, "BadData", ErrorCategory.InvalidData, null);

    /// <summary>An exception of the evaluation itself: of the script block, or of a delegate.</summary>
    public static ErrorRecord Evaluation(Exception error, string what, object? target)
    {
        var id = error is ScriptException script ? script.ErrorId : "ObjectiveThrew";
        var record = new ErrorRecord(new InvalidOperationException($"{what}: {error.Message}", error), id, ErrorCategory.InvalidResult, target);
        record.CategoryInfo.Activity = "Evaluate";
        return record;
    }

    /// <summary>A run that its objective ended; the run itself, with all that it has, was written before.</summary>
    public static ErrorRecord Failed(Outcome.Failed outcome, Runs.Run run) => Evaluation(outcome.Errors[0],
        string.Create(CultureInfo.InvariantCulture, $"{run.Objective.Name} failed at iteration {outcome.Iteration} of {run.Method.Label}; the run so far is kept"), run);

    /// <summary>An objective that is not a finite number where the run starts.</summary>
    public static ErrorRecord NotFiniteAtStart(double value, Runs.Run run) => Record(
        double.IsNaN(value) ? "ObjectiveIsNaN" : "ObjectiveIsInfinite", ErrorCategory.InvalidResult, run, double.IsFinite(value)
            ? $"The gradient of {run.Objective.Name} is not finite at the start {run.Start}: start elsewhere, or check the objective with Test-Gradient."
            : $"{run.Objective.Name} is {(double.IsNaN(value) ? "not a number" : "infinite")} at the start {run.Start}: start elsewhere, or check the objective there with Measure-Objective.");

    private static string Nearest<T>(string name, IEnumerable<Entry<T>> entries) where T : class =>
        NearestName.Of(name, entries.Select(entry => entry.Name));

    private static string Listed(ReadOnlyCollection<Parameter> parameters) =>
        parameters.Count == 0 ? "none" : string.Join(", ", parameters.Select(parameter => parameter.Name));

    private static ErrorRecord Record(string id, ErrorCategory category, object? target, string message) =>
        new(new ArgumentException(message), id, category, target);
}
