using System.Diagnostics;
using System.Globalization;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Stopping;
using Xunit.Abstractions;

namespace PSOptimize.Tests.Runs.Checkpoints;

/// <summary>A process that is killed at random moments, even while it writes its checkpoint, loses nothing that it had written.</summary>
public class KillTests(ITestOutputHelper output)
{
    private const int Kills = 25;

    private static readonly string Host = Path.Combine(
        AppContext.BaseDirectory.Replace("PSOptimize.Core.Tests", "PSOptimize.CheckpointHost", StringComparison.Ordinal),
        "PSOptimize.CheckpointHost.dll");

    [Theory]
    [InlineData("Adam")]
    [InlineData("SPSA")]
    [InlineData("CMAES")]
    public void A_run_that_is_killed_repeatedly_ends_like_one_that_is_never_killed(string method)
    {
        using var file = new TemporaryFile();
        var (inside, whileWriting, longest) = (0, 0, 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            // These runs never end by themselves, so that every kill interrupts one, however slow the machine is.
            using var process = Begin(method, file.Path, long.MaxValue);
            Assert.Equal("running", process.StandardOutput.ReadLine());
            // The first process may finish its first checkpoint. Of the others, some are killed before they write one, and most while they
            // write one every few iterations.
            if (kill == 0) longest = 3 * FirstCheckpoint(file.Path);
            else Thread.Sleep(Key.FromSeed(kill).Integer(longest));
            process.Kill();
            var printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
            if (!printed.Contains("ended", StringComparison.Ordinal)) inside++;
            if (file.Names.Contains("run.json.new")) whileWriting++;
        }
        var reached = Checkpoint.Read(file.Path).State.Transition;
        output.WriteLine($"{method}: {inside} kills during the run, {whileWriting} of them during a write; {reached} transitions saved.");
        Assert.Equal(Kills, inside);
        Assert.True(reached > 0);

        var iterations = reached + 20;
        using (var process = Begin(method, file.Path, iterations))
        {
            Assert.Equal("running\nended\n", process.StandardOutput.ReadToEnd().ReplaceLineEndings("\n"));
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
        var problem = TestProblems.Levy(3);
        var options = new RunOptions { TraceEvery = 10, Stop = StopRule.Iterations(iterations) }.WithSeed(6);
        RunBits.Equal(
            Optimizer.Run(problem.Objective, Checkpoint.Read(file.Path).Method, problem.Start, options),
            Optimizer.Resume(problem.Objective, Checkpoint.Read(file.Path), options));
    }

    /// <summary>Waits for the first checkpoint, and returns the time it took in milliseconds, at least 100.</summary>
    private static int FirstCheckpoint(string path)
    {
        var clock = Stopwatch.StartNew();
        while (!File.Exists(path) && clock.Elapsed < TimeSpan.FromMinutes(1)) Thread.Sleep(1);
        return Math.Max(100, (int)clock.ElapsedMilliseconds);
    }

    private static Process Begin(string method, string path, long iterations)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] arguments = [Host, method, path, iterations.ToString(CultureInfo.InvariantCulture)];
        return Process.Start(new ProcessStartInfo(dotnet, arguments) { RedirectStandardOutput = true })!;
    }
}
