namespace PSOptimize.PowerShell.Tests.Pester;

/// <summary>The result of a test of a Pester file, in Pester's own words.</summary>
/// <param name="Name">The names of the blocks around the test, and of the test.</param>
/// <param name="Result">Passed or Skipped; anything else is a failure.</param>
/// <param name="Seconds">The time that it took.</param>
/// <param name="Message">Why it failed or was skipped.</param>
internal sealed record PesterResult(string Name, string Result, double Seconds, string Message);
