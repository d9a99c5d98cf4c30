using System.Collections;
using System.Management.Automation;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes objectives: from New-Objective, script blocks, test problems, or their names. If the parameter also binds to the
/// pipeline, its type must be an array of plain objects: to any other type PowerShell does not pass a script block, but evaluates it for
/// each object of the pipeline.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ObjectivesAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        ArgumentNullException.ThrowIfNull(engineIntrinsics);
        return inputData.Unwrap() is IList { Count: > 0 } list
            ? list.Cast<object?>().Select(item => One(engineIntrinsics, item)).ToArray()
            : new[] { One(engineIntrinsics, inputData) };
    }

    private static Objective One(EngineIntrinsics engine, object? value) => value.Unwrap() switch
    {
        Objective objective => objective,
        RunRow row => OfRun(row.Run),
        Run run => OfRun(run),
        ScriptBlock block => ObjectiveFactory.FromScript(block, engine.SessionState),
        TestProblem problem => problem.Objective,
        string name => TestProblems.Find(name)?.Default.Objective ?? throw NoObjective($"there is no test problem '{name}'."
            + $"{NearestName.Question(name, TestProblems.All.Select(entry => entry.Name))} Get-TestProblem lists all."),
        not null when PSObject.AsPSObject(value).Properties[nameof(Run.Json)] is not null => OfRun(RunsAttribute.RunOf(value)),
        var other => throw NoObjective(
            $"'{other}' is none: make one with New-Objective, or give a script block or the name of a test problem."),
    };

    private static Objective OfRun(Run run) => !run.Problem.Objective.Parts.OfType<ExternalObjective>().Any() ? run.Problem.Objective
        : throw NoObjective("that of an experiment done elsewhere is none: its values were told, and nothing can evaluate it here.");

    /// <summary>The exception after which PowerShell offers an object from the pipeline to the other parameters.</summary>
    private static ArgumentTransformationMetadataException NoObjective(string why) =>
        new($"An objective is needed, and {why}", new PSInvalidCastException(why));
}
