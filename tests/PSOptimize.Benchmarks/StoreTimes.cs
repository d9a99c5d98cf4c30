using System.Diagnostics;
using System.Globalization;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Storage;

namespace PSOptimize.Benchmarks;

/// <summary>A thousand runs of a thousand rows in a store, beside a file with one JSON line for each run.</summary>
internal static class StoreTimes
{
    private const int Count = 1000;
    private const int Rows = 1000;

    public static void Write(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("psoptimize-");
        try
        {
            var problem = TestProblems.Rosenbrock();
            var runs = Enumerable.Range(0, Count).Select(i => Optimizer.Run(
                problem.Objective, new Adam { LearningRate = 0.0001 * (i + 1) }, problem.Start,
                new RunOptions { Stop = StopRule.Iterations(Rows - 1) }) with
            {
                Provenance = new Provenance { Id = Guid.NewGuid(), Seed = i },
            }).ToList();
            output.WriteLine("| 1,000 runs of 1,000 rows | rows/s written | MB | one run read, ms | best of all, ms |");
            output.WriteLine("|---|---|---|---|---|");
            Measure("a store, SQLite", Path.Combine(folder.FullName, "runs.db"), WriteStore, ReadStore, BestOfStore);
            Measure("JSON lines", Path.Combine(folder.FullName, "runs.jsonl"), WriteLines, ReadLine, BestOfLines);

            void Measure(
                string name, string path, Action<string, List<Run>> write, Func<string, Guid, Run> read, Func<string, double> best)
            {
                var writing = Seconds(() => write(path, runs));
                // Each by a new reader, the middle of eleven.
                var one = Middle(() => read(path, runs[Count / 2].Provenance.Id));
                var all = Middle(() => best(path));
                var bytes = folder.GetFiles().Where(file => file.Name.StartsWith(Path.GetFileName(path), StringComparison.Ordinal))
                    .Sum(file => file.Length);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {name} | {Count * Rows / writing:N0} | {bytes / 1e6:F1} | {one * 1000:F1} | {all * 1000:F1} |"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Seconds(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
    }

    private static double Middle(Action action) => Enumerable.Range(0, 11).Select(_ => Seconds(action)).Order().ElementAt(5);

    private static void WriteStore(string path, List<Run> runs)
    {
        using var store = RunStore.Open(path);
        foreach (var run in runs) store.Add(run);
    }

    private static Run ReadStore(string path, Guid id)
    {
        using var store = RunStore.Open(path);
        return store.Read(store.Find(id)!);
    }

    private static double BestOfStore(string path)
    {
        using var store = RunStore.Open(path);
        return store.List().Min(line => line.Value);
    }

    private static void WriteLines(string path, List<Run> runs) => File.WriteAllLines(path, runs.Select(run => run.Json));

    private static Run ReadLine(string path, Guid id) => File.ReadLines(path)
        .Where(line => line.Contains(id.ToString("D"), StringComparison.Ordinal)).Select(Run.FromJson).First();

    private static double BestOfLines(string path) => File.ReadLines(path).Min(line => Run.FromJson(line).Value);
}
