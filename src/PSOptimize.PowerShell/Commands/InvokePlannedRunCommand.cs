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
public sealed class InvokePlannedRunCommand : GuardedCommand, IDisposable
{
    /// <summary>So often it says that it is at work.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The runs as text.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Text { get; set; } = "";

    /// <inheritdoc/>
    private protected override void Process()
    {
        var answers = RunTasks.Read(Text).Select(Answer);
        foreach (var answer in answers) WriteObject(answer);
    }

    /// <summary>Ends the run that is being made.</summary>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Disposes of the source of cancellation.</summary>
    public void Dispose() => _cancellation.Dispose();

    /// <summary>An object with the Json of the run or, if it cannot be made, the Refusal.</summary>
    private PSObject Answer(RunTask task)
    {
        var answer = new PSObject();
        try
        {
            answer.Properties.Add(new PSNoteProperty(nameof(Run.Json), Made(task).Json));
        }
        catch (ArgumentException error)
        {
            answer.Properties.Add(new PSNoteProperty("Refusal", error.Message));
        }
        return answer;
    }

    private Run Made(RunTask task)
    {
        var (started, said) = (DateTimeOffset.Now, Stopwatch.StartNew());
        Run? made = null;
        StrictScope.Run(this, task.Problem.Function, () => made = Optimizer.Run(task.Problem, task.Method, task.Start, task.Options with
        {
            Cancellation = _cancellation.Token,
            Observer = progress =>
            {
                if (said.Elapsed < Pause) return;
                said.Restart();
                WriteProgress(new ProgressRecord(0, task.Method.Label, $"{progress.Iteration}"));
            },
        }));
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
