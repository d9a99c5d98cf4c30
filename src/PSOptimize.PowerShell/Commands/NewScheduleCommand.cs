using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Presentation;
using PSOptimize.Schedules;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Commands;

/// <summary>Makes a schedule: a learning rate, or another hyperparameter, that changes from step to step.</summary>
/// <remarks>
/// The parameters of all schedules are parameters; an error names those that the chosen one takes. A number alone is a constant schedule
/// wherever a schedule is wanted.
/// </remarks>
/// <example>
/// A rate that falls as 0.1/(1 + 0.01 t).
/// <code>
/// $rate = New-Schedule InverseTime -Initial 0.1 -Decay 0.01
/// Invoke-Optimizer Adam -Objective Rosenbrock -LearningRate $rate
/// </code>
/// </example>
/// <example>
/// A rate computed by a script block.
/// <code>
/// $rate = New-Schedule { param($step) if ($step -le 100) { 0.1 } else { 0.01 } }
/// Invoke-Optimizer Adam -Objective Rosenbrock -LearningRate $rate -MaxIterations 200 | Get-Trajectory -Every 50
/// </code>
/// </example>
/// <example>
/// A rate that falls by a tenth every epoch, whatever the number of batches.
/// <code>
/// $rate = New-Schedule Geometric -Initial 0.05 -Factor 0.9 -ByEpoch
/// 1..40 | ForEach-Object { [pscustomobject]@{ x = $_ / 10; y = 3 * $_ / 10 + 1 } } |
///     New-Objective -Linear -Target y -BatchSize 8 | Invoke-Optimizer Adam -LearningRate $rate -MaxEpochs 20
/// </code>
/// </example>
/// <seealso cref="NewOptimizerCommand"/>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso href="about_PSOptimize_Methods"/>
[Cmdlet(VerbsCommon.New, "Schedule", DefaultParameterSetName = NameSet)]
[OutputType(typeof(Schedule))]
public sealed class NewScheduleCommand : GuardedCommand, IDynamicParameters
{
    private const string NameSet = "Name";
    private const string ScriptSet = "Script";

    private readonly DynamicParameters _parameters = new(typeof(NewScheduleCommand),
        Schedule.Catalogue.All.SelectMany(entry => entry.Parameters).Select(parameter => (parameter.Name, parameter.Type)), NameSet);

    /// <summary>The schedule, for example InverseTime; Tab lists them.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(ScheduleCompleter))]
    public string Name { get; set; } = "";

    /// <summary>
    /// A script block that gives the number of a step: param($step), or param($step, $value) with the objective's value. Steps count from
    /// 1.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ScriptSet)]
    [NoFiles]
    public ScriptBlock Script { get; set; } = null!;

    /// <summary>Counts epochs instead of steps, as many steps each as the objective of the run has batches.</summary>
    [Parameter]
    public SwitchParameter ByEpoch { get; set; }

    /// <summary>The parameters of all schedules.</summary>
    public object GetDynamicParameters() => _parameters.Shown(this, Schedule.Catalogue.Find(Name)?.Parameters ?? []);

    /// <inheritdoc/>
    private protected override void Process()
    {
        try
        {
            if (ParameterSetName == ScriptSet) Write(new ScriptSchedule(new ScriptFunction(Script), Script.ToString()));
            else if (Schedule.Catalogue.Find(Name) is not { } entry) ThrowTerminatingError(Errors.UnknownSchedule(Name));
            else Write(entry.Create(DynamicParameters.Typed(_parameters.Given, entry.Find)));
        }
        catch (ScriptException error)
        {
            ThrowTerminatingError(Errors.Evaluation(error, "No schedule was made", Script));
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(Errors.BadArgument(error, Name));
        }
    }

    private void Write(Schedule schedule) => WriteObject(ByEpoch ? new PerEpochSchedule(schedule) : schedule);
}
