using System.Collections.ObjectModel;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Catalogues;
using PSOptimize.Checks;
using PSOptimize.Methods;
using PSOptimize.Methods.Chains;
using PSOptimize.Objectives;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Schedules;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Presentation;

/// <summary>
/// The errors that several cmdlets report: unknown names, bad arguments and data, evaluations that fail. Like all errors of the module,
/// each has an id of its own and a sentence that says what to do.
/// </summary>
internal static class Errors
{
    public static ErrorRecord UnknownMethod(string name) =>
        Unknown("UnknownMethod", "method", name, Method.Catalogue.All.Select(entry => entry.Name), " Get-OptimizerMethod lists all.");

    public static ErrorRecord UnknownProblem(string name) =>
        Unknown("UnknownProblem", "test problem", name, TestProblems.All.Select(entry => entry.Name), " Get-TestProblem lists all.");

    public static ErrorRecord UnknownSchedule(string name) =>
        Unknown("UnknownSchedule", "schedule", name, Schedule.Catalogue.All.Select(entry => entry.Name), " Tab lists all.");

    public static ErrorRecord UnknownTransformation(string name) =>
        Unknown(
            "UnknownTransformation", "transformation", name, Transformation.Catalogue.All.Select(entry => entry.Name), " Tab lists all.");

    public static ErrorRecord UnknownHyperparameter(string name, IReadOnlyList<Method> methods) =>
        Record("UnknownHyperparameter", ErrorCategory.InvalidArgument, name, string.Join(" ", methods.Select(method =>
            $"{method.Name} has no hyperparameter {name}: it has {Listed(Parameter.Of(method))}.")));

    public static ErrorRecord UnknownChainParameter(string name, IReadOnlyList<Entry<Transformation>> links) =>
        Record("UnknownChainParameter", ErrorCategory.InvalidArgument, name, $"No link of the chain has a parameter {name}. " + string.Join(
            " ", links.Distinct().Select(link => $"{link.Name} has {Listed(link.Parameters)}.")));

    /// <summary>Something that the core found wrong with an argument, for example a number outside its range.</summary>
    public static ErrorRecord BadArgument(ArgumentException error, object? target)
    {
        var sentence = ArgumentSentence.Of(error);
        return error is ArgumentOutOfRangeException { ActualValue: var value }
            ? new ErrorRecord(
                new ArgumentOutOfRangeException(sentence, error), "OutOfRange", ErrorCategory.InvalidArgument, value ?? target)
            : new ErrorRecord(new ArgumentException(sentence, error), "BadArgument", ErrorCategory.InvalidArgument, target);
    }

    /// <summary>Rows that cannot be fitted; the sentence names row and column.</summary>
    public static ErrorRecord BadData(InvalidDataException error) => new(error, "BadData", ErrorCategory.InvalidData, null);

    /// <summary>A pipeline that brought nothing of use.</summary>
    /// <param name="use">What was to be done with it, as a participle.</param>
    public static ErrorRecord EmptyPipeline(string use) => Record("EmptyPipeline", ErrorCategory.InvalidData, null,
        $"Nothing came down the pipeline that can be {use}: check what the file or command before it gives, "
        + "and the errors before this one.");

    /// <summary>An exception of the evaluation itself: of the script block, or of a delegate.</summary>
    public static ErrorRecord Evaluation(Exception error, string what, object? target)
    {
        var id = error is ScriptException script ? script.ErrorId : "ObjectiveThrew";
        var record = new ErrorRecord(
            new InvalidOperationException($"{what}: {error.Message}", error), id, ErrorCategory.InvalidResult, target);
        record.CategoryInfo.Activity = "Evaluate";
        return record;
    }

    /// <summary>An exception that nothing foresees: a fault of the module.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="what">What was being done.</param>
    /// <param name="target">What it was done with.</param>
    public static ErrorRecord Unexpected(Exception error, string what, object? target) => new(
        new InvalidOperationException(
            $"{what} failed by a fault of PSOptimize {Checkpoint.CurrentVersion}: {error.GetType().Name}: {error.Message} "
            + "Please report it, with what you entered. Other runs are not affected.", error),
        "Unexpected", ErrorCategory.NotSpecified, target);

    /// <summary>An error with an id of its own.</summary>
    internal static ErrorRecord Record(string id, ErrorCategory category, object? target, string message) =>
        new(new ArgumentException(message), id, category, target);

    private static ErrorRecord Unknown(string id, string kind, string name, IEnumerable<string> known, string advice = "") =>
        Record(id, ErrorCategory.ObjectNotFound, name, $"There is no {kind} '{name}'.{NearestName.Question(name, known)}{advice}");

    private static string Listed(ReadOnlyCollection<Parameter> parameters) =>
        parameters.Count == 0 ? "none" : string.Join(", ", parameters.Select(parameter => parameter.Name));
}
