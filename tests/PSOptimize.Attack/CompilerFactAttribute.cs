namespace PSOptimize.Attack;

/// <summary>A test that compiles C and preloads it, which takes Linux and gcc.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CompilerFactAttribute : FactAttribute
{
    /// <summary>Skips the test elsewhere.</summary>
    public CompilerFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/gcc")) Skip = "A disk that fails at any call takes Linux and gcc.";
    }
}
