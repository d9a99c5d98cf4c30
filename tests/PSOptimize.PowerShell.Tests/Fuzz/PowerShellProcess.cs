using System.Diagnostics;

namespace PSOptimize.Tests.Fuzz;

/// <summary>A real PowerShell in a process of its own.</summary>
internal static class PowerShellProcess
{
    /// <summary>The program, or null where there is none on the search path.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { System.IO.Path.Combine(folder, "pwsh"), System.IO.Path.Combine(folder, "pwsh.exe") })
        .FirstOrDefault(File.Exists);

    /// <summary>The output of a script, line by line. Fails the test where the script fails.</summary>
    public static string[] Run(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path!, ["-NoProfile", "-NonInteractive", "-File", script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result + string.Join('\n', lines.TakeLast(20)));
        return lines;
    }
}
