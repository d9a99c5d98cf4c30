using System.Management.Automation;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Commands;

/// <content>Runs that survive the end of their process.</content>
public sealed partial class InvokeOptimizerCommand
{
    /// <summary>Keeps the run in this file, from which -Resume goes on; one file holds one run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>Writes the file every N-th iteration, default 100; it is also written when the run ends.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, long.MaxValue)]
    public long CheckpointEvery { get; set; } = 100;

    /// <summary>Goes on with the run in this file as if it had never stopped, bit by bit, and keeps it there. The start and seed are those of the run, and so is the method: it is needed only where it is made of code, such as a schedule that is a script block. The rules for stopping count from its beginning.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Resume { get; set; }

    private int _kept;

    private RunOptions WithCheckpoint(RunOptions options)
    {
        if (CheckpointPath is null) return options;
        if (_kept++ > 0)
            throw new ArgumentException($"The file {CheckpointPath} holds one run: give each run its own -CheckpointPath, for example as a column of a table.");
        return options.WithCheckpoint(GetUnresolvedProviderPathFromPSPath(CheckpointPath), CheckpointEvery);
    }

    private void ResumeOne(Objective objective)
    {
        var path = GetUnresolvedProviderPathFromPSPath(Resume!);
        try
        {
            var given = MyInvocation.BoundParameters.ContainsKey(nameof(Method)) ? Methods() : [];
            if (given is null) return;
            var checkpoint = given is [var method] ? Checkpoint.Read(path, method) : Checkpoint.Read(path);
            checkpoint.MustFit(objective);
            var options = Options(objective, checkpoint.Method, checkpoint.State.Key).WithCheckpoint(path, CheckpointEvery);
            Run? run = null;
            StrictScope.Run(this, objective, () => run = Spread(Problem.Of(objective), spread => Optimizer.Resume(spread.Objective, checkpoint, options, EqualTo)));
            EndProgress();
            Report(run!);
        }
        catch (CheckpointException error)
        {
            Refuse(Errors.Checkpoint(error, path));
        }
    }
}
