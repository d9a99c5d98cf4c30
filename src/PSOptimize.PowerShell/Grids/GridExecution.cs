using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;
using PSOptimize.Sessions;
using PSOptimize.Stopping;

namespace PSOptimize.Grids;

/// <summary>
/// Makes the runs of a command, one after the other or several at once, and hands them over in the order in which they were asked for. The
/// runs are the same either way.
/// </summary>
/// <remarks>
/// PowerShell takes output only from the thread of the command. That thread prepares each run, starts it, and then does what the others
/// post to it: progress, warnings, ends of runs.
/// </remarks>
internal sealed partial class GridExecution(PSCmdlet cmdlet, RunReport report, TranslationGuard guard, CancellationTokenSource cancellation)
{
    /// <summary>Keeps the runs in a store; null if they are not kept.</summary>
    public RunKeeper? Keeper { get; init; }

    /// <summary>Makes runs.</summary>
    /// <param name="runs">The runs in their order.</param>
    /// <param name="write">Receives each, in this order.</param>
    public void Make(IReadOnlyList<GridRun> runs, Action<GridRun, Run> write)
    {
        var progress = new GridProgress(cmdlet, runs.Count);
        var isElsewhere = Elsewhere is { Use: SessionUse.Runs };
        if (Keeper is not null && !isElsewhere) runs = [.. runs.Select(Keeper.Keep)];
        var limit = runs.Count < 2 ? 1 : Math.Min(runs.Count, runs.Min(run => run.ThrottleLimit ?? 1));
        if (isElsewhere) InSessions(runs, progress, write);
        // Curves of script blocks are invoked in the session of the command, where one call waits for the other.
        else if (limit < 2 || Elsewhere is not null || runs.Any(run => StrictScope.NeedsSession(run.Problem.Function)))
            OneByOne(runs, progress, write);
        else AtOnce(runs, limit, progress, write);
        if (!cmdlet.Stopping) progress.End();
    }

    private void OneByOne(IReadOnlyList<GridRun> runs, GridProgress progress, Action<GridRun, Run> write)
    {
        var elsewhere = Elsewhere is null ? null : EvaluatedElsewhere(runs);
        foreach (var planned in runs)
        {
            if (cmdlet.Stopping) return;
            try
            {
                var run = Prepared(planned);
                var options = report.Observed(run.Options, run.Problem, now => progress.Show(0, run, now), action => action());
                Run? made = null;
                StrictScope.Run(cmdlet, run.Problem.Function, () =>
                {
                    using var parallel = ParallelProblem.Of(
                        run.Problem, run.ThrottleLimit, cmdlet.SessionState, cmdlet.Host, cancellation.Token);
                    if (run.ThrottleLimit is not null && parallel.Runspaces is null && runs.Count == 1)
                        cmdlet.Tell($"{run.Problem.Objective.Name} invokes no script block: -ThrottleLimit changes nothing.");
                    made = run.Make(elsewhere?.Invoke(run) ?? parallel.Problem, run.Method, options);
                });
                if (!cmdlet.Stopping) progress.End(0);
                progress.Count(made!);
                Finish(run, made!, write);
            }
            catch (Exception error) when (IsRefusal(error))
            {
                report.Refuse(error, planned);
            }
        }
    }

    private void AtOnce(IReadOnlyList<GridRun> planned, int limit, GridProgress progress, Action<GridRun, Run> write)
    {
        var (ends, written) = (new Dictionary<int, Action>(), 0);
        // Not disposed of: a run that is still ending when the command leaves posts that it has.
        var posts = new BlockingCollection<Action>();
        using var runspaces = Runspaces(planned, limit);
        var workers = new List<Thread>();
        var free = new Stack<int>(Enumerable.Range(0, limit).Reverse());
        var next = 0;
        try
        {
            while (written < planned.Count)
            {
                while (free.Count > 0 && next < planned.Count && !cmdlet.Stopping) Begin(next++);
                if (cmdlet.Stopping && free.Count == limit) break;
                posts.Take()();
                while (ends.Remove(written, out var end))
                {
                    written++;
                    end();
                }
            }
            // What ended after one that did not begin.
            foreach (var index in ends.Keys.Order().ToArray()) ends[index]();
        }
        catch
        {
            // Whoever takes the runs wants no more of them, as Select-Object -First does. Those that are being made end as well.
            cancellation.Cancel();
            foreach (var worker in workers) worker.Join();
            throw;
        }

        void Begin(int index)
        {
            var slot = free.Pop();
            GridRun run;
            try
            {
                run = Prepared(planned[index]);
            }
            catch (Exception error) when (IsRefusal(error))
            {
                free.Push(slot);
                posts.Add(() => ends[index] = () => report.Refuse(error, planned[index]));
                return;
            }
            var options = report.Observed(run.Options, run.Problem, now => posts.Add(() => progress.Show(slot, run, now)), posts.Add);
            if (StrictScope.NeedsSession(run.Problem.Function))
            {
                // The translation of its model is not trusted: the block is invoked here.
                Made(() =>
                {
                    Run? made = null;
                    StrictScope.Run(cmdlet, run.Problem.Function, () => made = run.Make(run.Problem, run.Method, options));
                    return made;
                });
                return;
            }
            var problem = run.Problem.WithObjective(run.Problem.Objective.Rebuilt(part => part is ScriptObjective script
                ? script.With(ScriptCopy.WithoutUsing).WithMaximize(script.Maximize) : part));
            var worker = new Thread(() => Made(() =>
            {
                Run? made = null;
                Action make = () => made = run.Make(problem, run.Method, options);
                if (problem.Objective.Parts.OfType<ScriptObjective>().Any()) runspaces!.Invoke(make);
                else make();
                return made;
            }), maxStackSize: 16 << 20)
            { IsBackground = true };
            workers.Add(worker);
            worker.Start();

            void Made(Func<Run?> make)
            {
                Run? made = null;
                Exception? thrown = null;
                try
                {
                    made = make();
                }
                catch (Exception error)
                {
                    thrown = error;
                }
                posts.Add(() => End(index, slot, run, made, thrown));
            }
        }

        void End(int index, int slot, GridRun run, Run? made, Exception? thrown)
        {
            free.Push(slot);
            if (!cmdlet.Stopping) progress.End(slot);
            if (made is not null) progress.Count(made);
            ends[index] = () =>
            {
                if (made is not null) Finish(run, made, write);
                else if (IsRefusal(thrown!)) report.Refuse(thrown!, run);
                else ExceptionDispatchInfo.Throw(thrown!);
            };
        }
    }

    /// <summary>Runspaces for the script blocks of all runs; null if they have none.</summary>
    private ScriptRunspaces? Runspaces(IReadOnlyList<GridRun> runs, int limit)
    {
        // A translation that the guard does not trust is invoked as well.
        ScriptObjective[] scripts =
        [
            .. runs.SelectMany(run => TranslationGuard.Functions(run.Problem)).Distinct()
                .SelectMany(objective => TranslationGuard.AsWritten(objective).Parts.OfType<ScriptObjective>()),
        ];
        if (scripts.Length == 0) return null;
        var home = scripts[0].Home.SessionOr(cmdlet.SessionState);
        var dependencies = new ScriptDependencies(
            scripts.SelectMany(script => script.Blocks).Distinct(), scripts.SelectMany(script => script.Kept), home);
        return new ScriptRunspaces(limit, dependencies, home.Path.CurrentLocation, cmdlet.Host, cancellation.Token);
    }

    /// <summary>The run with the script block itself if its translation cannot be trusted, and then the method that suits that.</summary>
    private GridRun Prepared(GridRun run)
    {
        var problem = guard.Trusted(run.Problem, run.Start, run.Options.Stop.Deadline);
        if (!ReferenceEquals(problem, run.Problem))
        {
            run = run with { Problem = problem };
            if (run.Choose?.Invoke(run.Problem, run.Start.Count) is { } choice)
                run = run with { Method = choice.Method, Reason = choice.Reason };
        }
        report.Begin(run);
        return run;
    }

    private void Finish(GridRun run, Run made, Action<GridRun, Run> write)
    {
        made = made with { Problem = run.Problem };
        // A run that comes from a store has brought where it is from.
        if (made.Provenance.Id == Guid.Empty) made = made with { Reason = run.Reason, Provenance = run.Provenance };
        write(run, made);
        if (!cmdlet.Stopping && made.Outcome is not Outcome.Cancelled) guard.Check(run.Problem, made.Best.Point);
    }

    /// <summary>Whether an exception says that a run cannot be made, or is a fault that ends only that run.</summary>
    private static bool IsRefusal(Exception error) => error is not
        (PipelineStoppedException or FlowControlException or OperationCanceledException or OutOfMemoryException or RuntimeException);
}
