using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Commands;

/// <summary>Gives the steps of runs as rows: one row per iteration, ready for Export-Csv, Where-Object and Measure-Object.</summary>
/// <remarks>
/// The columns are always Run, Objective, Method, Iteration, Evaluations, Value, GradientNorm, StepNorm, LearningRate, then one per
/// coordinate, then one per metric if the objective has metrics. Run counts the runs in the order of their arrival, from 1. Iteration 0 is
/// the start. Trials within an iteration, such as those of a simplex, have no row of their own; Evaluations counts them.
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
/// <example>
/// The values of two runs beside each other, every tenth iteration.
/// <code>
/// $runs = Invoke-Optimizer Adam, Momentum -Objective Sphere -LearningRate 0.05 -MaxIterations 40
/// $runs | Get-Trajectory -Every 10 | Group-Object Iteration | ForEach-Object {
///     [pscustomobject] @{ Iteration = $_.Name; Adam = $_.Group[0].Value; Momentum = $_.Group[1].Value }
/// }
/// </code>
/// </example>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso cref="GetEvaluationCommand"/>
/// <seealso cref="ShowTrajectoryCommand"/>
/// <seealso cref="ExportTrajectoryPlotCommand"/>
/// <seealso href="about_PSOptimize_Glossary"/>
[Cmdlet(VerbsCommon.Get, "Trajectory")]
[Alias("gtra")]
[OutputType(TrajectoryRows.TypeName)]
public sealed class GetTrajectoryCommand : GuardedCommand
{
    private readonly TrajectoryRows _rows = new();
    private int _number;
    private bool _warned;

    /// <summary>The runs: from Invoke-Optimizer, also what a job, another session or a file brought back of them, or their Json.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Runs]
    [NoFiles]
    public Run[] Run { get; set => field = value ?? []; } = [];

    /// <summary>Gives only every N-th iteration and the last; default 1, all.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    [NoFiles]
    public long Every { get; set; } = 1;

    /// <summary>Gives only the last N of these rows, at least 0; default all.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [NoFiles]
    public int? Last { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
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
