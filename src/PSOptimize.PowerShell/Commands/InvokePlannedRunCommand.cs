using System.Diagnostics;
using System.Management.Automation;
using System.Numerics;
using System.Runtime.InteropServices;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.ScriptBlocks;
using PSOptimize.Sessions;

namespace PSOptimize.Commands;

/// <summary>Makes the runs that another session asks for with Invoke-Optimizer -Session. The module does not export it.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "PlannedRun")]
[OutputType(typeof(PSObject))]
public sealed class InvokePlannedRunCommand : PSCmdlet, IDisposable
{
    /// <summary>So often it says that it is at work.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>A run that took less is made again rather than told of.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The runs as text.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Text { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var answers = RunTasks.Read(Text).Select(Answer);
        foreach (var answer in answers) WriteObject(answer);
    }

    /// <summary>Ends the run that is being made.</summary>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Disposes of the source of cancellation.</summary>
    public void Dispose() => _cancellation.Dispose();

    /// <summary>
    /// An object with the Json of the run or, if it cannot be made, the Refusal. Objects with a State come before, while it is being made.
    /// </summary>
    private PSObject Answer(RunTask task)
    {
        try
        {
            return AnswerOf(nameof(Run.Json), Made(task).Json);
        }
        catch (Exception error) when (error is ArgumentException or CheckpointException)
        {
            return AnswerOf("Refusal", error.Message);
        }
    }

    private static PSObject AnswerOf(string name, string text)
    {
        var answer = new PSObject();
        answer.Properties.Add(new PSNoteProperty(name, text));
        return answer;
    }

    private Run Made(RunTask task)
    {
        var (started, said) = (DateTimeOffset.Now, Stopwatch.StartNew());
        Run? made = null;
        var (problem, options) = (task.Problem, task.Options with
        {
            Cancellation = _cancellation.Token,
            Observer = progress =>
            {
                if (said.Elapsed < Pause) return;
                said.Restart();
                WriteProgress(new ProgressRecord(0, task.Method.Label, $"{progress.Iteration}"));
            },
            Save = checkpoint =>
            {
                if (task.IsKept || DateTimeOffset.Now - started > WorthTelling) WriteObject(AnswerOf("State", CheckpointFile.Text(checkpoint)));
            },
        });
        task.From?.MustAgree(problem);
        StrictScope.Run(this, problem.Function, () => made = task.From is { } from
            ? Optimizer.Resume(problem.Objective, from, options, [.. problem.Equations, .. problem.Inequalities])
            : Optimizer.Run(problem, task.Method, task.Start, options));
        return made! with
        {
            Provenance = new Provenance
            {
                Started = started,
                Host = Environment.MachineName,
                Runtime = FormattableString.Invariant($"{RuntimeInformation.FrameworkDescription}, {Vector<byte>.Count * 8} bits"),
                ModuleVersion = Checkpoint.CurrentVersion,
            },
        };
    }
}
