using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Commands;

/// <summary>Gives the evaluations of runs as rows: each point that was evaluated, with its value or its error, when and how long.</summary>
/// <remarks>
/// The columns are always Run, Objective, Method, Evaluation, Iteration, Value, Error, Started, Seconds, Worker, Attempt, then one per
/// coordinate. Run counts the runs in the order of their arrival, and Evaluation the evaluations of a run, both from 1. A failed evaluation
/// has an error and no value; each retry is a row with the next Attempt. Worker is 0 for this session, otherwise the number of the runspace
/// that -ThrottleLimit made. A gradient by differences is one row with the value at its point, although the objective is evaluated at
/// points around it as well.
/// <para>
/// A run keeps its first 10,000 evaluations by itself if it invokes a script block, or if its method looks at values alone.
/// Invoke-Optimizer -KeepEvaluations keeps more, or those of a compiled objective whose gradient is used; and its -Known takes these rows.
/// </para>
/// </remarks>
/// <example>
/// Every evaluation of a program, four at a time, in a file.
/// <code>
/// $run = { param($x, $y) [double](sh -c "echo $(($x - 1) * ($x - 1) + $y * $y)") } |
///     Invoke-Optimizer DifferentialEvolution 0.2, 3 -Population 8 -MaxEvaluations 32 -ThrottleLimit 4
/// $run | Get-Evaluation | Export-Csv evaluations.csv
/// </code>
/// </example>
/// <example>
/// What failed, and the slowest evaluations.
/// <code>
/// $run = { param($x) if ($x -lt 0) { throw 'The rig cannot go there.' }; $x * $x } |
///     Invoke-Optimizer NelderMead 0.2 -MaxEvaluations 30 -OnEvaluationError Worst
/// $run | Get-Evaluation -Failed
/// $run | Get-Evaluation | Sort-Object Seconds -Descending | Select-Object -First 3
/// </code>
/// </example>
/// <example>
/// What an earlier run has measured, for another method.
/// <code>
/// $first = { param($x, $y) $x * $x + $y * $y } | Invoke-Optimizer NelderMead 1, 2 -MaxEvaluations 20
/// $rows = $first | Get-Evaluation
/// { param($x, $y) $x * $x + $y * $y } | Invoke-Optimizer QuadraticInterpolation -Known $rows -MaxEvaluations 20
/// </code>
/// </example>
/// <seealso cref="GetTrajectoryCommand"/>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso href="about_PSOptimize_Experiments"/>
[Cmdlet(VerbsCommon.Get, "Evaluation")]
[OutputType(EvaluationRows.TypeName)]
public sealed class GetEvaluationCommand : GuardedCommand
{
    private readonly EvaluationRows _rows = new();
    private int _number;
    private bool _warned;

    /// <summary>The runs, from Invoke-Optimizer.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Runs]
    [NoFiles]
    public Run[] Run { get; set => field = value ?? []; } = [];

    /// <summary>Gives only the last N of the rows, at least 0; default all.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [NoFiles]
    public int? Last { get; set; }

    /// <summary>Gives only the evaluations that failed.</summary>
    [Parameter]
    public SwitchParameter Failed { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var run in Run)
        {
            _number++;
            var kept = run.Evaluated;
            if (kept.Count == 0 && run.Evaluations > 0)
            {
                WriteError(RunErrors.NoEvaluationsKept(run));
                continue;
            }
            if (kept.Omitted > 0)
                this.Warn($"{run.Method.Label} on {run.Objective.Name} kept its first {kept.Count} of {kept.Count + kept.Omitted} "
                    + $"evaluations: give Invoke-Optimizer -KeepEvaluations {kept.Count + kept.Omitted} to keep all.");
            var indexes = Enumerable.Range(0, kept.Count).Where(index => !Failed || kept[index].Failed);
            if (Last is { } last) indexes = indexes.TakeLast(last);
            var rows = _rows.Of(run, _number, indexes);
            if (_rows.Widened && !_warned)
            {
                _warned = true;
                this.Warn("These runs have different coordinates, and a file takes its columns from the first row: "
                    + "export them separately, or pipe the run with the most coordinates first.");
            }
            foreach (var row in rows)
            {
                if (Stopping) return;
                WriteObject(row);
            }
        }
    }
}
