using System.Management.Automation;
using System.Reflection;
using System.Runtime.ExceptionServices;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// Runs script blocks as they should run inside an optimisation: where an index past the end of the point is an error and not a
/// silent null, which arithmetic would take for 0.
/// </summary>
/// <remarks>
/// Strict mode belongs to a scope, so one wrapper a run suffices, and each evaluation costs no more than its invocation. What else it
/// minds, <see cref="ScriptFunction"/> puts right. The preference and the try make an error that PowerShell would only
/// print (a file that is not there, a division by zero) end the evaluation: a value computed past an error is none.
/// </remarks>
internal static class StrictScope
{
    /// <summary>A script that invokes its argument, an action, in such a scope.</summary>
    public const string Wrapper = "& { Set-StrictMode -Version 3; $ErrorActionPreference = 'Stop'; try { $args[0].Invoke() } catch { throw } } $args[0]";

    // PowerShell 7.6 has it; the library that this is compiled against has not.
    private static readonly PropertyInfo? StopToken = typeof(Cmdlet).GetProperty("PipelineStopToken");

    /// <summary>Runs an action in such a scope, if the objective is one that invokes scripts.</summary>
    public static void Run(PSCmdlet cmdlet, Objective objective, Action action)
    {
        using var watch = Interruption.Watch(StopToken?.GetValue(cmdlet) is CancellationToken token ? token : default);
        if (!InvokesScripts(objective))
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
        var session = objective.Parts.OfType<ScriptObjective>().FirstOrDefault() is { IsHome: true, Home: { } home } ? home : cmdlet.SessionState;
        try
        {
            cmdlet.InvokeCommand.InvokeScript(session, ScriptBlock.Create(Wrapper), guarded);
        }
        catch (PipelineStoppedException) when (done)
        {
            // Somebody pressed Ctrl-C: the action ended early but in order, and the cmdlet still has to keep what it gave.
        }
        error?.Throw();
    }

    private static bool InvokesScripts(Objective objective) => objective.Parts.Any(part =>
        part is ScriptObjective or RegressionObjective { Model: CurveModel { Differentiation: DifferentiationKind.Central } });
}
