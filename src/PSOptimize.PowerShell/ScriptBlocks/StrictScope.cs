using System.Management.Automation;
using System.Reflection;
using System.Runtime.ExceptionServices;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// Runs script blocks the way an optimisation needs them: an error that PowerShell would only print (a missing file, a division by zero)
/// ends the evaluation, because a value computed after an error is worthless.
/// </summary>
/// <remarks>
/// The preference and the try do that, once per run. A block that catches errors itself keeps the preference of its session: what
/// PowerShell would print is nothing that it could catch.
/// </remarks>
internal static class StrictScope
{
    /// <summary>A script that invokes its argument, an action, in such a scope.</summary>
    public const string Wrapper = "& { $ErrorActionPreference = 'Stop'; try { $args[0].Invoke() } catch { throw } } $args[0]";

    private const string WrapperOfHandlers = "& { try { $args[0].Invoke() } catch { throw } } $args[0]";

    // PowerShell 7.6 has this property; the library that this project is compiled against lacks it.
    private static readonly PropertyInfo? StopToken = typeof(Cmdlet).GetProperty("PipelineStopToken");

    /// <summary>Until the result is disposed, whatever can be interrupted ends when the command is stopped.</summary>
    public static IDisposable Watch(PSCmdlet cmdlet) =>
        Interruption.Watch(StopToken?.GetValue(cmdlet) is CancellationToken token ? token : default);

    /// <summary>Runs an action in such a scope if the objective invokes script blocks, otherwise directly.</summary>
    public static void Run(PSCmdlet cmdlet, Objective objective, Action action) => Run(cmdlet, [objective], action);

    /// <summary>Runs an action in such a scope if one of several objectives invokes script blocks, otherwise directly.</summary>
    public static void Run(PSCmdlet cmdlet, IEnumerable<Objective> objectives, Action action)
    {
        using var watch = Watch(cmdlet);
        if (objectives.Select(HomeOf).FirstOrDefault(found => found is not null) is not { } home)
        {
            action();
            return;
        }
        ExceptionDispatchInfo? error = null;
        var done = false;
        Action guarded = () =>
        {
            try
            {
                action();
                done = true;
            }
            catch (Exception thrown)
            {
                error = ExceptionDispatchInfo.Capture(thrown);
            }
        };
        try
        {
            cmdlet.InvokeCommand.InvokeScript(home.SessionOr(cmdlet.SessionState),
                ScriptBlock.Create(home.Function.Handles ? WrapperOfHandlers : Wrapper), guarded);
        }
        catch (PipelineStoppedException) when (done)
        {
            // After Ctrl-C the action ended early but in order, and the cmdlet still has to keep its result.
        }
        error?.Throw();
    }

    /// <summary>Whether the objective invokes blocks that are not copied to other sessions: the curve of a model.</summary>
    public static bool NeedsSession(Objective objective) =>
        objective.Parts.Any(part => part is RegressionObjective { Model: CurveModel curve } && ScriptCurves.HomeOf(curve) is not null);

    /// <summary>The home of the first script block that the objective invokes; null if it invokes none.</summary>
    private static ScriptHome? HomeOf(Objective objective) => objective.Parts.Select(part => part switch
    {
        ScriptObjective script => script.Home,
        RegressionObjective { Model: CurveModel curve } => ScriptCurves.HomeOf(curve),
        _ => null,
    }).FirstOrDefault(home => home is not null);
}
