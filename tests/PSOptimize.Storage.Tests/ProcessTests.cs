using System.Diagnostics;
using System.Globalization;
using PSOptimize.Runs;
using PSOptimize.Tests.Runs.Checkpoints;

namespace PSOptimize.Storage.Tests;

/// <summary>Processes that write to one store at once, one of which is killed.</summary>
public class ProcessTests
{
    private const int Writers = 4;
    private const int RunsEach = 12;

    private static readonly string Host = Path.Combine(
        AppContext.BaseDirectory.Replace("PSOptimize.Storage.Tests", "PSOptimize.StoreHost", StringComparison.Ordinal),
        "PSOptimize.StoreHost.dll");

    public static TheoryData<string> Kinds => Place.Kinds;

    private static Process Begin(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Host, .. arguments]) { RedirectStandardOutput = true })!;

    private static Run Made(RunEntry entry) =>
        Optimizer.Run(entry.Planned.Problem, entry.Planned.Method, entry.Planned.Start, entry.Planned.Options);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_process_that_is_killed_loses_only_the_piece_that_it_was_writing(string kind)
    {
        using var place = new Place(kind);
        var processes = Enumerable.Range(0, Writers).Select(writer => Begin([place.Source,
            (writer * 100).ToString(CultureInfo.InvariantCulture), RunsEach.ToString(CultureInfo.InvariantCulture),
            .. writer == 1 ? (string[])["endless"] : []])).ToList();
        var endless = StoredRuns.Entry(100 + RunsEach);
        using var store = RunStore.Open(place.Source);
        try
        {
            // Only the victim has a run that never ends; it is killed while the others write.
            while (processes[1].StandardOutput.ReadLine() is { } line && !line.StartsWith("endless", StringComparison.Ordinal)) { }
            Assert.True(SpinWait.SpinUntil(
                () => store.Find(endless.Provenance.Id) is { Iterations: >= 30 }, TimeSpan.FromMinutes(2)));
            Assert.Equal(RunStatus.Running, store.Find(endless.Provenance.Id)!.Status);
            processes[1].Kill();
            foreach (var process in processes)
            {
                if (process != processes[1]) process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                Assert.Equal(process == processes[1], process.ExitCode != 0);
            }
        }
        finally
        {
            foreach (var process in processes)
            {
                if (!process.HasExited) process.Kill();
                process.Dispose();
            }
        }

        if (kind == "SQLite") Assert.Equal("ok", store.Database.Read(query => query.Value("PRAGMA integrity_check")));
        Assert.Equal(Writers * RunsEach + 1, store.List().Count);
        foreach (var number in Enumerable.Range(0, Writers).SelectMany(writer => Enumerable.Range(writer * 100, RunsEach)))
        {
            var entry = StoredRuns.Entry(number);
            RunBits.Equal(Made(entry), store.Read(store.Find(entry.Provenance.Id)!));
        }

        // Its process has ended, which is known on the same machine before the lease is over.
        var lost = store.Find(endless.Provenance.Id)!;
        Assert.Equal(RunStatus.Lost, lost.Status);
        var whole = StoredRuns.Entry(100 + RunsEach, lost.Iterations + 50);
        using var lease = store.TakeOver(lost);
        var resumed = Optimizer.Resume(
            whole.Planned.Problem.Objective, lease.From!, whole.Planned.Options with { Save = lease.Save });
        lease.End(resumed);
        RunBits.Equal(Made(whole), store.Read(store.Find(endless.Provenance.Id)!));
    }
}
