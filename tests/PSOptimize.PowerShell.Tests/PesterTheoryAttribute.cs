namespace PSOptimize.PowerShell.Tests;

/// <summary>A theory whose cases need PowerShell and Pester; without them it is skipped and says what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PesterTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks whether the test can run.</summary>
    public PesterTheoryAttribute() => Skip = Shell.WhyNot;
}
