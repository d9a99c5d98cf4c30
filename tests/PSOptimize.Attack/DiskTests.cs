using System.Diagnostics;
using System.Globalization;

namespace PSOptimize.Attack;

/// <summary>
/// A file system that fails at its k-th call, for every k, and a clock that jumps at its k-th reading: what was found is not lost, files
/// from before are whole, nothing raw is said.
/// </summary>
public class DiskTests
{
    private static readonly string[] Methods =
    [
        "Adam", "GradientDescent", "LBFGS", "BFGS", "ConjugateGradients", "TrustRegionNewton", "NelderMead", "CMAES",
        "DifferentialEvolution", "SimulatedAnnealing", "PatternSearch", "QuadraticInterpolation",
    ];

    [CompilerFact]
    public void What_is_written_outlives_a_disk_that_fails_at_any_call()
    {
        using var folder = new Folder(inMemory: true);
        var library = folder["failing.so"];
        Run("gcc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, Path.Combine(Engine.Folder, "failing.c"), "-ldl"], null);
        Directory.CreateDirectory(folder["disk"]);
        var methods = Methods[..Extent.Of(1, Methods.Length)];
        var lines = Run("dotnet",
        [
            "tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-Command",
            $"& '{Path.Combine(Engine.Folder, "Invoke-Fault.ps1")}' -Module '{Repository.Module}' -Library '{library}' "
                + $"-Folder '{folder["disk"]}' -Method {string.Join(",", methods)} -Every {Extent.Of(7, 1)}",
        ], library).Split('\n');
        var findings = new Findings("failing disk");
        foreach (var line in lines.Where(line => line.StartsWith("fault ", StringComparison.Ordinal))) findings.Note(line[6..], line);
        var tried = Array.Find(lines, line => line.StartsWith("tried ", StringComparison.Ordinal));
        Assert.True(tried is not null, string.Join('\n', lines.TakeLast(20)));
        var counts = tried.Split(' ').Skip(1).Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToArray();
        Assert.True(counts[1] > 0);
        findings.Conclude(
            $"the k-th open, write, flush, cut, move or removal of a file fails (no space; no disk from then on; too long), every k, "
            + $"for {methods.Length} methods × {{checkpoint, store, picture, exported run, session}}; the clock jumps by ±10 years at its "
            + "k-th reading, for runs with checkpoint and store",
            $"{counts[0]} commands, {counts[1]} with a failure or a jump");
    }

    private static string Run(string program, string[] arguments, string? preloaded)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        if (preloaded is not null) start.Environment["LD_PRELOAD"] = preloaded;
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {text}");
        return text;
    }
}
