using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PSOptimize.Attack;

/// <summary>Makes calls in a real PowerShell, in a process of its own that may die of them.</summary>
internal static class Engine
{
    // A process that says nothing for so long is taken for dead.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Where the scripts of the attack are.</summary>
    public static string Folder { get; } = Repository.File("tests", "PSOptimize.Attack");

    /// <summary>Makes calls, and says what became of each. One that takes too long is tried a second time, alone.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="culture">The culture of the runspace.</param>
    /// <param name="variables">Variables of the environment of the process.</param>
    public static Verdict[] Make(IReadOnlyList<Call> calls, string culture = "en-US", params (string Name, string Value)[] variables)
    {
        var verdicts = MakeOnce(calls, culture, variables);
        int[] slow = [.. verdicts.Where(verdict => verdict.StopSeconds is not null && calls[verdict.Index].StopAfter is null)
            .Select(verdict => verdict.Index)];
        foreach (var index in slow.Take(20)) verdicts[index] = MakeOnce([calls[index]], culture, variables)[0] with { Index = index };
        return verdicts;
    }

    private static Verdict[] MakeOnce(IReadOnlyList<Call> calls, string culture, (string Name, string Value)[] variables)
    {
        var folder = Directory.CreateTempSubdirectory("attack").FullName;
        try
        {
            var (list, report) = (Path.Combine(folder, "calls.txt"), Path.Combine(folder, "report.txt"));
            File.WriteAllLines(list, calls.Select(call =>
                JsonSerializer.Serialize(new { text = call.Text, limit = call.Limit, stopAfter = call.StopAfter })));
            var verdicts = new Verdict[calls.Count];
            for (var from = 0; from < calls.Count;)
            {
                File.Delete(report);
                var errors = Run(list, report, culture, from, variables);
                var begun = from - 1;
                foreach (var line in File.Exists(report) ? File.ReadLines(report) : [])
                {
                    if (line.StartsWith("{\"begun\"", StringComparison.Ordinal)) begun++;
                    else if (Parsed(line) is { } verdict) verdicts[verdict.Index] = verdict;
                }
                if (begun < from) throw new InvalidOperationException($"PowerShell made no call: {errors}");
                verdicts[begun] ??= new Verdict { Index = begun, Death = errors };
                from = begun + 1;
            }
            return verdicts;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Verdict? Parsed(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Verdict>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // The process was killed within a line.
            return null;
        }
    }

    private static string Run(string list, string report, string culture, int from, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-File", Path.Combine(Folder, "Invoke-Call.ps1"),
            "-Calls", list, "-Report", report, "-Prelude", Path.Combine(Folder, "Prelude.ps1"), "-Module", Repository.Module,
            "-Culture", culture, "-From", from.ToString(CultureInfo.InvariantCulture),
        ])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What wants all memory gets an exception, and the machine stays well.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x80000000";
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (length, since) = (-1L, Stopwatch.StartNew());
        while (!process.WaitForExit(200))
        {
            var now = File.Exists(report) ? new FileInfo(report).Length : 0;
            if (now != length) (length, since) = (now, Stopwatch.StartNew());
            else if (since.Elapsed > Patience) process.Kill(entireProcessTree: true);
        }
        process.WaitForExit();
        return $"exit code {process.ExitCode}. {Head(errors.Result)} {Head(output.Result)}";

        static string Head(string text) => text[..Math.Min(1000, text.Length)].ReplaceLineEndings(" ");
    }
}
