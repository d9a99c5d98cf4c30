using System.ComponentModel;
using System.Diagnostics;

namespace PSOptimize.PowerShell.Tests;

/// <summary>A real PowerShell in a process of its own.</summary>
internal static class Shell
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly Lazy<string?> Lacking = new(Look);

    /// <summary>Why tests that need PowerShell and Pester cannot run here; nothing if they can.</summary>
    public static string? WhyNot => Lacking.Value;

    /// <summary>Runs a script file and gives its exit code and all that it printed.</summary>
    public static (int Code, string Text) Run(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-File", file, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Limit)) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, output.Result + errors.Result);
    }

    private static string? Look()
    {
        try
        {
            var (code, text) = Run(Path.Combine(Repository.Tests, "Test-Requirement.ps1"));
            return code == 0 ? null : text.Trim();
        }
        catch (Win32Exception)
        {
            return "PowerShell 7.6 is not installed: no pwsh on the path.";
        }
    }
}
