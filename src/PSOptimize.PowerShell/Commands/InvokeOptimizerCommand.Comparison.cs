using System.Management.Automation;
using PSOptimize.Runs;
using PSOptimize.Runs.Diagnosis;
using PSOptimize.Stopping;

namespace PSOptimize.Commands;

/// <content>With -Verbose, what several runs show together.</content>
public sealed partial class InvokeOptimizerCommand
{
    /// <summary>More runs than these are not kept for a comparison.</summary>
    private const int MostCompared = 100;

    private readonly List<Run> _settled = [];

    private bool IsVerbose => MyInvocation.BoundParameters.TryGetValue("Verbose", out var verbose)
        ? verbose is SwitchParameter { IsPresent: true }
        : SessionState.PSVariable.GetValue("VerbosePreference")?.ToString() is "Continue" or "Inquire";

    private void Keep(Run run)
    {
        if (run.Outcome is Outcome.Converged && _settled.Count < MostCompared && IsVerbose) _settled.Add(run);
    }

    private void Compare()
    {
        foreach (var advice in Doctor.Compare(_settled)) WriteVerbose(advice.ToString());
    }
}
