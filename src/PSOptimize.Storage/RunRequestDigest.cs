using System.Globalization;
using System.Text.Json.Nodes;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Records;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Storage;

/// <summary>
/// A digest of what is asked for: objective, problem, method with its hyperparameters, start, seed and stop rule. Objectives are the same
/// if their names, their scripts with what these use, and their values at the start are.
/// </summary>
internal static class RunRequestDigest
{
    /// <summary>The digest of a run.</summary>
    public static string Of(Run run) => Of(run.Problem, run.Method, run.Start, run.Provenance.Seed, run.Stop);

    /// <summary>The digest of a run that is asked for.</summary>
    public static string Of(Problem problem, Method method, Vector start, long? seed, StopRule stop) => Envelope.Digest(new JsonObject
    {
        ["objective"] = ObjectiveNotation.Write(problem.Objective, start.Count),
        ["problem"] = Notation.Write(problem),
        ["method"] = Notation.Write(method),
        ["start"] = Notation.Write(start),
        ["seed"] = seed,
        ["stop"] = EndNotation.Write(stop),
        ["value"] = ValueAt(problem, start),
    }.ToJsonString());

    /// <summary>
    /// The value at the start, which tells functions of one name apart, in digits that every processor computes alike; null if a script
    /// would be invoked for it, whose text is in the objective.
    /// </summary>
    private static string? ValueAt(Problem problem, Vector start)
    {
        var function = problem.Function;
        if (function.IsInvoked || !function.CanEvaluate || function.StepsPerEpoch > 1) return null;
        try
        {
            return function.Value(start).ToString("G9", CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The run itself meets the error.
            return null;
        }
    }
}
