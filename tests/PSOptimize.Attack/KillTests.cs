using System.Diagnostics;
using System.Globalization;
using PSOptimize.Runs.Checkpoints;

namespace PSOptimize.Attack;

/// <summary>Runs whose process is killed, again and again, and which end like those that never were.</summary>
public class KillTests
{
    private static readonly string[] Settings =
    [
        "Adam:batches", "GradientDescent:equation", "NelderMead", "LBFGS", "DifferentialEvolution", "SimulatedAnnealing",
        "ProximalGradient",
    ];

    private static readonly string Host = Path.Combine(
        AppContext.BaseDirectory.Replace("PSOptimize.Attack", "PSOptimize.CheckpointHost", StringComparison.Ordinal),
        "PSOptimize.CheckpointHost.dll");

    [Fact]
    public void A_run_that_is_killed_ends_like_one_that_is_not()
    {
        var random = new Random(Extent.Seed);
        var findings = new Findings("kills");
        var settings = Settings[..Extent.Of(2, Settings.Length)];
        var (kills, whileWriting) = (0, 0);
        foreach (var setting in settings)
        {
            using var folder = new Folder();
            var file = folder["run.json"];
            for (var kill = 0; kill < Extent.Of(3, 15); kill++)
            {
                using var process = Begin(setting, file, long.MaxValue);
                process.StandardOutput.ReadLine();
                if (kill == 0) while (!File.Exists(file) && !process.HasExited) Thread.Sleep(1);
                Thread.Sleep(random.Next(150));
                process.Kill();
                process.WaitForExit();
                kills++;
                if (folder.Names.Contains("run.json.new")) whileWriting++;
            }
            var iterations = Checkpoint.Read(file).State.Transition + 20;
            var resumed = Ended(setting, file, iterations);
            var whole = Ended(setting, folder["whole.json"], iterations);
            findings.Note(resumed == whole && whole.Length > 0 ? null : "the resumed run is another", $"{setting}: {resumed} and {whole}");
        }
        findings.Conclude(
            string.Create(CultureInfo.InvariantCulture, $"{kills} kills of {settings.Length} runs: {string.Join(", ", settings)}"),
            string.Create(CultureInfo.InvariantCulture,
                $"resumed, each has the bits of the run that was not killed; {whileWriting} kills fell into a rewriting"));
    }

    private static string Ended(string setting, string file, long iterations)
    {
        using var process = Begin(setting, file, iterations);
        var lines = process.StandardOutput.ReadToEnd().Split('\n');
        return Array.Find(lines, line => line.StartsWith("bits", StringComparison.Ordinal)) ?? "";
    }

    private static Process Begin(string setting, string file, long iterations) => Process.Start(
        new ProcessStartInfo("dotnet", [Host, setting, file, iterations.ToString(CultureInfo.InvariantCulture), "bits"])
        {
            RedirectStandardOutput = true,
        })!;
}
