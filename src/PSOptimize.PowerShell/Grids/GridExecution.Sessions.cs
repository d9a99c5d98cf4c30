using System.Management.Automation;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.ScriptBlocks;
using PSOptimize.Sessions;
using PSOptimize.Storage;

namespace PSOptimize.Grids;

/// <content>Runs that are made in other sessions.</content>
internal sealed partial class GridExecution
{
    /// <summary>The sessions in which runs are made; null for this one.</summary>
    public SessionSettings? Elsewhere { get; init; }

    /// <summary>Makes of each run its problem, whose script blocks are evaluated in the sessions.</summary>
    private Func<GridRun, Problem> EvaluatedElsewhere(IReadOnlyList<GridRun> runs)
    {
        var (records, modules) = (new Dictionary<ScriptObjective, string>(), new Dictionary<string, PSModuleInfo>());
        try
        {
            foreach (var run in runs)
                foreach (var script in run.Problem.Objective.Parts.OfType<ScriptObjective>())
                    if (!records.ContainsKey(script)) records[script] = RecordOf(script, run);
            var workers = records.Count == 0 ? [] : SessionWorker.Of(Elsewhere!.Sessions, modules, null, cancellation.Token);
            if (records.Count == 0)
                cmdlet.Tell($"{runs[0].Problem.Objective.Name} invokes no script block: it is evaluated here.");
            var sessions = new EvaluationSessions(workers, Elsewhere!, WarnOfLoss, error =>
            {
                if (!cmdlet.Stopping) cmdlet.WriteError(error.ToRecord());
            }, cancellation.Token);
            return run => run.Problem.WithObjective(run.Problem.Objective.Rebuilt(part => part is not ScriptObjective script ? part
                : new RemoteObjective(script, records.GetValueOrDefault(script) ?? RecordOf(script, run), sessions)
                    .WithMaximize(script.Maximize)));
        }
        catch (SessionException error)
        {
            cmdlet.ThrowTerminatingError(error.ToRecord());
            throw;
        }

        string RecordOf(ScriptObjective script, GridRun run) =>
            FunctionRecord.Write(script, run.Start, cmdlet.SessionState, modules).ToJsonString();
    }

    private void WarnOfLoss(string sentence)
    {
        if (!cmdlet.Stopping) cmdlet.Warn($"SessionLost: {sentence}");
    }

    private void InSessions(IReadOnlyList<GridRun> planned, GridProgress progress, Action<GridRun, Run> write)
    {
        var (ends, written, sent) = (new Dictionary<int, Action>(), 0, new List<(int Index, GridRun Run, RunTask Task)>());
        var tasks = new RunTasks(cmdlet.SessionState);
        var leases = new Dictionary<int, RunLease>();
        var unsaved = false;
        try
        {
            for (var i = 0; i < planned.Count; i++) Prepare(i);
            var workers = tasks.Count == 0 ? [] : SessionWorker.Of(Elsewhere!.Sessions, tasks.Modules, null, cancellation.Token);
            var queue = new SessionQueue(workers, Elsewhere!, cancellation.Token)
            {
                IsWanted = IsWanted,
                Reached = Save,
                Made = (index, answer) => End(index, answer),
                Failed = (index, error) => Keep(index, LostRun.Of(sent[index].Task, tasks.StateOf(index), Elsewhere!.Retry, error)),
                Warn = WarnOfLoss,
            };
            WriteInOrder();
            var left = queue.Run(tasks);
            // What ended after one that was not made.
            foreach (var index in ends.Keys.Order().ToArray()) ends[index]();
            if (left.Count > 0 && !cmdlet.Stopping)
                throw new SessionException("SessionsLost", $"No session is left, and {left.Count} of {planned.Count} runs were not made: "
                    + $"{string.Join(", ", left.Select(index => sent[index].Index + 1).Order())}. The others are complete. "
                    + "Open new sessions with New-OptimizerSession, and make the rest.");
        }
        catch (SessionException error)
        {
            cmdlet.ThrowTerminatingError(error.ToRecord());
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C before the first run.
        }
        finally
        {
            // Runs that have not ended are lost: their states are in the store.
            foreach (var lease in leases.Values) lease.Dispose();
        }

        void Prepare(int index)
        {
            try
            {
                var run = Prepared(planned[index]);
                var task = new RunTask(run.Problem, run.Method, run.Start, run.Options) { IsKept = Keeper is not null };
                // The text of a script is taken here, on the thread of its session.
                if (Keeper is not null) _ = run.Problem.Objective.Script;
                tasks.Add(task);
                sent.Add((index, run, task));
            }
            catch (Exception error) when (IsRefusal(error))
            {
                ends[index] = () => report.Refuse(error, planned[index]);
            }
        }

        bool IsWanted(int index)
        {
            if (Keeper is null || leases.ContainsKey(index)) return true;
            var (place, run, _) = sent[index];
            try
            {
                if (Keeper.Open(run, run.Problem, run.Method, run.Options, out var done) is not { } lease)
                {
                    progress.Count(done!);
                    ends[place] = () => Finish(run, done!, write);
                    return false;
                }
                leases[index] = lease;
                if (lease.From is { } from) tasks.GoOnFrom(index, CheckpointFile.Text(from));
                return true;
            }
            catch (Exception error) when (IsRefusal(error))
            {
                ends[place] = () => report.Refuse(error, run);
                return false;
            }
        }

        void Save(int index, string state)
        {
            tasks.GoOnFrom(index, state);
            if (!leases.TryGetValue(index, out var lease)) return;
            try
            {
                lease.Save(tasks.StateOf(index)!);
            }
            catch (Exception error) when (error is CheckpointException or StoreException)
            {
                // The end of the run says so as well, if that cannot be stored either.
                if (!unsaved && !cmdlet.Stopping) cmdlet.Warn($"CheckpointNotWritable: {error.Message} The run goes on without.");
                unsaved = true;
            }
        }

        void End(int index, PSObject answer)
        {
            if (answer.Properties["Refusal"]?.Value is string refusal)
            {
                var (place, run, _) = sent[index];
                if (leases.Remove(index, out var lease)) lease.Dispose();
                ends[place] = () => report.Refuse(new ArgumentException(refusal), run);
                WriteInOrder();
            }
            else
            {
                Keep(index, Run.FromJson($"{answer.Properties[nameof(Run.Json)].Value}"));
            }
        }

        void Keep(int index, Run made)
        {
            var (place, run, _) = sent[index];
            var (there, held) = (made.Provenance, leases.Remove(index, out var lease));
            var provenance = lease?.Run.Provenance ?? run.Provenance;
            if (there.Host.Length > 0) provenance = provenance with { Host = there.Host, Runtime = there.Runtime };
            if (there.Host.Length > 0 && lease?.From is null) provenance = provenance with { Started = there.Started };
            made = made with { Problem = run.Problem, Reason = lease?.Run.Reason ?? run.Reason, Provenance = provenance };
            using (lease)
                if (held) made = Keeper!.End(lease!, made);
            progress.Count(made);
            ends[place] = () => Finish(run, made, write);
            WriteInOrder();
        }

        void WriteInOrder()
        {
            while (!cmdlet.Stopping && ends.Remove(written, out var end))
            {
                written++;
                end();
            }
        }
    }
}
