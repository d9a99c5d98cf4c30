namespace PSOptimize.Storage.Tests;

/// <summary>A test that mounts a small disk, which takes root on Linux. Other tests do the same within SQLite on every machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxRootFactAttribute : FactAttribute
{
    /// <summary>Skips the test on other systems and for other users.</summary>
    public LinuxRootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") Skip = "Mounting a disk takes root on Linux.";
    }
}
