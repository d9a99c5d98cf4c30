using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Commands;

/// <summary>Makes an objective, the function to minimise or to maximise, of a script block, of a built-in test problem, or of rows of data and a model.</summary>
/// <remarks>
/// A script block takes the point as one array, param([double[]] $x), or as one number a coordinate, param($a, $b); then the parameters
/// give the coordinates their names. Its last statement is the value. It runs as in the session that made it, except that an index
/// past the end of the point and whatever PowerShell would only report as an error end the evaluation.
/// </remarks>
/// <example>
/// A script block with one parameter a coordinate: the parameters name the columns of trajectories.
/// <code>
/// $rosenbrock = New-Objective { param($x, $y) [Math]::Pow(1 - $x, 2) + 100 * [Math]::Pow($y - $x * $x, 2) } -Name Rosenbrock
/// $rosenbrock | Measure-Objective -Point 0.1, 3
/// </code>
/// </example>
/// <example>
/// A script block of an array, with a gradient written by hand, compared with differences.
/// <code>
/// New-Objective { param([double[]] $x) $x[0] * $x[0] + 3 * $x[1] * $x[1] } -Gradient { param([double[]] $x) (2 * $x[0]), (6 * $x[1]) } |
///     Test-Gradient -Point 1, 2
/// </code>
/// </example>
/// <example>
/// A test problem with parameters of its own.
/// <code>
/// New-Objective -Problem Rosenbrock -B 1 -Dimension 5
/// </code>
/// </example>
/// <example>
/// A curve fitted to measurements: its parameters with their standard errors. See about_PSOptimize_Fits.
/// <code>
/// $rows = 1..20 | ForEach-Object { [pscustomobject]@{ t = $_ / 10; y = 3 * [Math]::Exp(-$_ / 8) + 0.01 * [Math]::Sin(7 * $_) } }
/// $run = $rows | New-Objective -Model { param($row, $a, $k) $a * [Math]::Exp(-$k * $row.t) } -Target y |
///     Invoke-Optimizer Adam -Start 1, 1 -LearningRate 0.05 -GradientTolerance 1e-8 -MaxIterations 5000
/// ($run | Measure-Objective -Fit).Parameters
/// </code>
/// </example>
/// <example>
/// Ridge regression in one step, and a lasso, whose zeros are exact.
/// <code>
/// $rows = 1..30 | ForEach-Object { [pscustomobject]@{ x = $_; w = $_ % 7; y = 2 * $_ + [Math]::Sin(5 * $_) } }
/// $rows | New-Objective -Linear -Target y -Standardize -L2 0.1 | Invoke-Optimizer ClosedForm
/// $rows | New-Objective -Linear -Target y -Standardize -L1 1 |
///     Invoke-Optimizer Momentum -LearningRate 0.1 -Momentum 0.9 -GradientTolerance 1e-8
/// </code>
/// </example>
/// <example>
/// A network in batches: a row an epoch, with the accuracy on rows that were held out.
/// <code>
/// $rows = 1..200 | ForEach-Object { $x = [Math]::Sin($_); $y = [Math]::Cos(3 * $_); [pscustomobject]@{ x = $x; y = $y; inside = "$($x * $x + $y * $y -lt 0.8)" } }
/// $rows | New-Objective -Network 16 -Target inside -BatchSize 20 -HeldOut 0.2 |
///     Invoke-Optimizer Adam -LearningRate 0.02 -MaxEpochs 30 -ByEpoch | Get-Trajectory -Last 3
/// </code>
/// </example>
[Cmdlet(VerbsCommon.New, "Objective", DefaultParameterSetName = ScriptSet)]
[OutputType(typeof(Objective))]
public sealed partial class NewObjectiveCommand : PSCmdlet, IDynamicParameters
{
    private const string ScriptSet = "Script";

    /// <summary>The function: param([double[]] $x), or param($a, $b) with one parameter a coordinate. Its last statement is the value.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ScriptSet, ValueFromPipeline = true)]
    public ScriptBlock Script { get; set; } = null!;

    /// <summary>The gradient: a script block with the same parameters that gives one number a coordinate. Without it, the gradient is derived from the script.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    public ScriptBlock? Gradient { get; set; }

    /// <summary>How the gradient is obtained: Auto derives it from the script where that is possible (see about_PSOptimize_Gradients) and else takes central differences; Exact makes it an error where it is not; Central and Forward take differences; ComplexStep, for analytic blocks, checks the exact gradient. Default Auto.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    public DifferentiationChoice Differentiation { get; set; }

    /// <summary>What rows and tables call the objective; default Objective, the name of the problem, or the loss and the target.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>Seeks the largest value instead of the smallest. Values and gradients stay those of the function.</summary>
    [Parameter]
    public SwitchParameter Maximize { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName is ScriptSet or ProblemSet) Write(Make, ParameterSetName == ScriptSet ? Script : null);
        else _rows.AddRange(InputObject);
    }

    private void Write(Func<Objective?> make, ScriptBlock? script)
    {
        try
        {
            if (make() is not { } objective) return;
            if (Name is not null) objective = objective.WithName(Name);
            WriteVerbose($"{objective.Name}: {GradientText.Of(objective)}");
            WriteObject(Maximize ? objective.WithMaximize(true) : objective);
        }
        catch (ScriptException error)
        {
            WriteError(Errors.Evaluation(error, "No objective was made", script));
        }
        catch (ArgumentException error)
        {
            WriteError(Errors.BadArgument(error, script));
        }
        catch (InvalidDataException error)
        {
            WriteError(Errors.BadData(error));
        }
    }

    private Objective? Make() => ParameterSetName switch
    {
        ProblemSet => FromProblem(),
        _ => ObjectiveFactory.FromScript(Script, SessionState, Gradient, choice: Differentiation),
    };
}
