using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Management.Automation;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.Runs.Requests;
using PSOptimize.Storage;

namespace PSOptimize.Grids;

/// <summary>Keeps the runs of a command in a store, from their beginning to their end.</summary>
/// <param name="store">The store.</param>
/// <param name="tags">The tags of runs that begin; default none.</param>
/// <param name="skipDone">Whether a run that was asked for in the same way before is not made again.</param>
internal sealed class RunKeeper(RunStore store, ReadOnlyDictionary<string, string>? tags = null, bool skipDone = false)
{
    private readonly ConcurrentDictionary<Guid, StoreException> _unkept = new();

    /// <summary>
    /// The same run, kept. One that is there already is not made again if that is wanted: what has ended comes out as it was stored, what
    /// was lost or cancelled goes on from where it was.
    /// </summary>
    public GridRun Keep(GridRun run)
    {
        // The text of a script is taken here, on the thread of its session.
        _ = run.Problem.Objective.Script;
        return KeptFrom(run);
    }

    private GridRun KeptFrom(GridRun run) => run with
    {
        Make = (problem, method, options) =>
        {
            var lease = Open(run, problem, method, options, out var done);
            if (lease is null) return done!;
            if (lease.From is not null) return Resumed(lease, problem, options);
            using (lease) return Kept(lease, problem, options, saved => run.Make(problem, method, saved));
        },
    };

    /// <summary>
    /// The right to make a run, which says from where if it was begun before; null, and the run as it was stored, if it is not made again.
    /// </summary>
    public RunLease? Open(GridRun run, Problem problem, Method method, RunOptions options, out Run? done)
    {
        var planned = new PlannedRun(problem, method, run.Start, options, run.Provenance.Seed ?? 0, run.Reason);
        done = null;
        if (skipDone && store.Find(planned, run.Experiment) is { } line)
        {
            if (line.Status is RunStatus.Running or RunStatus.Lost or RunStatus.Cancelled) return store.TakeOver(line, method);
            done = store.Read(line);
            return null;
        }
        var tagged = new RunEntry(planned, run.Provenance) { Experiment = run.Experiment };
        return store.Begin(tags is null ? tagged : tagged with { Tags = tags });
    }

    /// <summary>Stores the end of a run; if it cannot be stored, <see cref="ErrorOf"/> says why.</summary>
    public Run End(RunLease lease, Run run)
    {
        try
        {
            lease.End(run);
        }
        catch (StoreException error)
        {
            // The run itself is there, and goes on to whoever asked for it.
            _unkept[run.Provenance.Id] = error;
        }
        return run;
    }

    /// <summary>The same run, taken over from a store and resumed there.</summary>
    /// <param name="run">The run, of which this replaces <c>Make</c>.</param>
    /// <param name="line">Its line in the store.</param>
    /// <param name="method">Its method, if that is needed; see <see cref="RunStore.TakeOver"/>.</param>
    public GridRun Resume(GridRun run, StoredRun line, Method? method) => run with
    {
        Make = (problem, _, options) => Resumed(store.TakeOver(line, method), problem, options),
    };

    /// <summary>Why the end of a run is not in the store; null if it is.</summary>
    public ErrorRecord? ErrorOf(Run run) =>
        _unkept.TryRemove(run.Provenance.Id, out var error) ? StoreErrors.Of(error, store.Source) : null;

    private Run Resumed(RunLease lease, Problem problem, RunOptions options)
    {
        using (lease)
        {
            lease.From!.MustAgree(problem);
            return Kept(lease, problem, options, saved => Optimizer.Resume(
                problem.Objective, lease.From, saved, [.. problem.Equations, .. problem.Inequalities]));
        }
    }

    private Run Kept(RunLease lease, Problem problem, RunOptions options, Func<RunOptions, Run> make) =>
        End(lease, make(options with { Save = lease.Save }) with
        {
            Problem = problem,
            Reason = lease.Run.Reason,
            Provenance = lease.Run.Provenance,
        });
}
