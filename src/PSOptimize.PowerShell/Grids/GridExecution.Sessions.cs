using System.Management.Automation;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;
using PSOptimize.Sessions;

namespace PSOptimize.Grids;

/// <content>Runs that are made in other sessions.</content>
internal sealed partial class GridExecution
{
    /// <summary>The sessions in which runs are made; null for this one.</summary>
    public SessionSettings? Elsewhere { get; init; }

    private void InSessions(IReadOnlyList<GridRun> planned, GridProgress progress, Action<GridRun, Run> write)
    {
        var (ends, written, sent) = (new Dictionary<int, Action>(), 0, new List<(int Index, GridRun Run, RunTask Task)>());
        var tasks = new RunTasks(cmdlet.SessionState);
        try
        {
            for (var i = 0; i < planned.Count; i++) Prepare(i);
            var workers = tasks.Count == 0 ? [] : SessionWorker.Of(Elsewhere!.Sessions, tasks.Modules, null, cancellation.Token);
            var queue = new SessionQueue(workers, Elsewhere!, cancellation.Token)
            {
                Made = (index, answer) => End(index, answer),
                Failed = (index, error) => Keep(index, LostRun.Of(sent[index].Task, Elsewhere!.Retry, error)),
                Warn = sentence =>
                {
                    if (!cmdlet.Stopping) cmdlet.Warn($"SessionLost: {sentence}");
                },
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

        void Prepare(int index)
        {
            try
            {
                var run = Prepared(planned[index]);
                var task = new RunTask(run.Problem, run.Method, run.Start, run.Options);
                tasks.Add(task);
                sent.Add((index, run, task));
            }
            catch (Exception error) when (IsRefusal(error))
            {
                ends[index] = () => report.Refuse(error, planned[index]);
            }
        }

        void End(int index, PSObject answer)
        {
            if (answer.Properties["Refusal"]?.Value is string refusal)
            {
                var (place, run, _) = sent[index];
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
            var provenance = made.Provenance.Host.Length == 0 ? run.Provenance : run.Provenance with
            {
                Started = made.Provenance.Started,
                Host = made.Provenance.Host,
                Runtime = made.Provenance.Runtime,
            };
            progress.Count(made);
            ends[place] = () => Finish(run with { Provenance = provenance }, made, write);
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
