using System.Diagnostics;

namespace PSOptimize;

/// <summary>A real PowerShell in a process of its own: the local tool of this repository, whatever the machine has installed.</summary>
internal static class Shell
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs PowerShell with <c>-File script argument …</c> or <c>-Command text</c>; what it printed, and its errors.</summary>
    public static (int Code, string Text, string Errors) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", .. arguments])
        {
            // The manifest of the tools is found from here.
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var hasEnded = process.WaitForExit(Limit);
        if (!hasEnded) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (process.ExitCode, output.Result, hasEnded ? errors.Result : $"{errors.Result}It was ended after {Limit}.");
    }
}
