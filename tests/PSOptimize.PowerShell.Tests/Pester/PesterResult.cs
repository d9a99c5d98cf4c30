namespace PSOptimize.PowerShell.Tests.Pester;

/// <summary>What became of a test of a Pester file, in Pester's own words.</summary>
/// <param name="Name">The blocks around the test, and the test.</param>
/// <param name="Result">Passed, Skipped; all else is a failure.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">Why it failed or was skipped.</param>
internal sealed record PesterResult(string Name, string Result, double Seconds, string Message);
