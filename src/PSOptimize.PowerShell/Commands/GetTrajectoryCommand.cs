using System.Management.Automation;
using PSOptimize.Presentation;
using PSOptimize.Runs;

namespace PSOptimize.Commands;

/// <summary>Gives the steps of runs as rows: one row an iteration, ready for Export-Csv, Where-Object and Measure-Object.</summary>
/// <remarks>
/// The columns are always Run, Objective, Method, Iteration, Evaluations, Value, GradientNorm, StepNorm, LearningRate, then one a
/// coordinate, then one a metric where the objective has metrics. Run counts the runs as they come, from 1. Iteration 0 is the start.
/// </remarks>
/// <example>
/// The last three recorded steps of two runs.
/// <code>
/// Invoke-Optimizer Adam, Momentum -Objective Rosenbrock -LearningRate 0.0005 -MaxIterations 100 | Get-Trajectory -Last 3
/// </code>
/// </example>
/// <example>
/// The step at which the value first fell below 1.
/// <code>
/// Invoke-Optimizer Adam -Objective Rosenbrock -LearningRate 0.05 | Get-Trajectory |
///     Where-Object Value -LT 1 | Select-Object -First 1
/// </code>
/// </example>
[Cmdlet(VerbsCommon.Get, "Trajectory")]
[OutputType(TrajectoryRows.TypeName)]
public sealed class GetTrajectoryCommand : PSCmdlet
{
    private readonly TrajectoryRows _rows = new();
    private int _number;
    private bool _warned;

    /// <summary>The runs, from Invoke-Optimizer.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public Run[] Run { get; set; } = [];

    /// <summary>Gives only the iterations that this number divides, and the last; default 1, all.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long Every { get; set; } = 1;

    /// <summary>Gives only the last so many of these rows, at least 1; default all.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Last { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var run in Run)
        {
            var end = run.Trajectory.Count - 1;
            var iterates = run.Trajectory.Where((row, i) => i == end || row.Iteration % Every == 0);
            if (Last is { } last) iterates = iterates.TakeLast(last);
            var rows = _rows.Of(run, ++_number, iterates);
            if (_rows.Widened && !_warned)
            {
                _warned = true;
                WriteWarning("Runs of different coordinates in one table: a file takes its columns from the first row. Export them separately, or pipe the run with the most coordinates first.");
            }
            foreach (var row in rows)
            {
                if (Stopping) return;
                WriteObject(row);
            }
        }
    }
}
