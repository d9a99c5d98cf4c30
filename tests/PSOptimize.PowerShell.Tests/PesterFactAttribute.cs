namespace PSOptimize.PowerShell.Tests;

/// <summary>A test that needs PowerShell and Pester; without them it is skipped and says what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PesterFactAttribute : FactAttribute
{
    /// <summary>Looks whether the test can run.</summary>
    public PesterFactAttribute() => Skip = Shell.WhyNot;
}
