using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;
using PSOptimize.Storage;

/// <summary>The runs that the process stores, which a test can make again.</summary>
internal static class StoredRuns
{
    private static readonly string[] Methods = ["Adam", "CMAES", "NelderMead", "LBFGS"];

    /// <summary>The run of a number: one of four methods, with a seed and a budget of its own.</summary>
    public static RunEntry Entry(int number, long? iterations = null, Objective? objective = null)
    {
        var problem = TestProblems.Levy(3);
        var method = Method.Catalogue.Find(Methods[number % Methods.Length])!.Default;
        var options = new RunOptions { Stop = StopRule.Iterations(iterations ?? 100 + number % 20 * 7) }.WithSeed(number);
        return new RunEntry(
            new PlannedRun(objective ?? problem.Objective, method, problem.Start, options, number),
            new Provenance { Id = new Guid(number + 1, 0, 0, new byte[8]), Seed = number, Started = DateTimeOffset.UtcNow })
        {
            Experiment = $"group {number % 3}",
        };
    }

    /// <summary>Makes a run and keeps it in a store from its beginning to its end.</summary>
    public static Run Make(RunStore store, RunEntry entry, long saveEvery = 10)
    {
        using var lease = store.Begin(entry);
        var planned = entry.Planned;
        var run = Optimizer.Run(planned.Problem, planned.Method, planned.Start, planned.Options with
        {
            Save = lease.Save,
            CheckpointEvery = saveEvery,
        }) with
        { Provenance = entry.Provenance };
        lease.End(run);
        return run;
    }
}
