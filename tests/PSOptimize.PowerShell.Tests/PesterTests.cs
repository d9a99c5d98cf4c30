using System.Text.Json;

namespace PSOptimize.PowerShell.Tests;

/// <summary>Runs every file <c>*.Tests.ps1</c> below this folder in a PowerShell of its own, on the module that the build laid out.</summary>
public sealed class PesterTests
{
    /// <summary>The files, as paths from this folder.</summary>
    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(Repository.Tests, "*.Tests.ps1", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Tests, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("Bridge/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [PesterTheory, MemberData(nameof(Files))]
    public void Passes(string file)
    {
        var failures = Failures(file);
        Assert.True(failures.Length == 0, failures);
    }

    [PesterTheory]
    [InlineData("Bridge/OneFails.Tests.ps1", "expected 2, but got 1")]
    [InlineData("Bridge/NoneRuns.Tests.ps1", "No test ran")]
    [InlineData("Bridge/DoesNotParse.Tests.ps1", "Missing closing")]
    public void A_file_that_should_fail_does(string file, string because) =>
        Assert.Contains(because, Failures(file), StringComparison.OrdinalIgnoreCase);

    /// <summary>What failed, with Pester's own words; empty if everything passed.</summary>
    private static string Failures(string file)
    {
        var report = Path.GetTempFileName();
        try
        {
            var (_, text) = Shell.Run(
                Path.Combine(Repository.Tests, "Invoke-PesterFile.ps1"), Path.Combine(Repository.Tests, file), Repository.Module, report);
            var json = File.ReadAllText(report);
            if (json.Length == 0) return $"Pester gave no report. {text}";
            var result = JsonSerializer.Deserialize<Report>(json)!;
            if (result.Failures.Length > 0) return string.Join("\n\n", result.Failures);
            return result.Passed > 0 ? "" : $"No test ran. {text}";
        }
        finally
        {
            File.Delete(report);
        }
    }

    private sealed record Report(int Passed, string[] Failures);
}
