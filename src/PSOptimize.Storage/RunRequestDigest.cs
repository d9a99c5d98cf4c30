using System.Text.Json.Nodes;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Records;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Storage;

/// <summary>
/// A digest of what is asked for: objective, problem, method with its hyperparameters, start, seed and stop rule. Two runs of one digest
/// are the same run, if their objectives of one name and one text are.
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
    }.ToJsonString());
}
