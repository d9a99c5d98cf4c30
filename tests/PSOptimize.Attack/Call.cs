namespace PSOptimize.Attack;

/// <summary>A script that is run in the runspace of a PowerShell with the module.</summary>
/// <param name="Text">The script.</param>
/// <param name="Limit">After so many seconds it is stopped, and has failed.</param>
/// <param name="StopAfter">After so many seconds it is stopped, as with Ctrl-C; null if it is to end by itself.</param>
internal sealed record Call(string Text, double Limit = 10, double? StopAfter = null);
