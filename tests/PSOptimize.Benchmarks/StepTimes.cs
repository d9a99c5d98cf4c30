using System.Collections.Immutable;
using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;

namespace PSOptimize.Benchmarks;

/// <summary>Writes the step benchmarks as tables: each is one short run, with ratios to the baseline of the same group.</summary>
internal static class StepTimes
{
    private static readonly IConfig Short = ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(25)).WithWarmupCount(8).WithIterationCount(15).WithEvaluateOverhead(false))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithOptions(ConfigOptions.DisableLogFile);

    public static void Write(TextWriter output)
    {
        output.WriteLine("## A step of Adam\n");
        Table<AdamStepBenchmarks>(output, "of the hand-fused loop",
            $"{nameof(AdamStepBenchmarks.CopyOfItsBytes)}: the 56 bytes an element that a step must move.");
        output.WriteLine("\n## Threads\n");
        Table<ThreadBenchmarks>(output, "of one thread",
            "400,000 elements are 26 MB, which the shared cache of this machine holds; 4,000,000 come from memory. "
            + "The copy shows what that allows: where two threads copy hardly faster than one, two cannot step much faster either.");
        output.WriteLine("\n## A step of every method\n");
        WriteMethods(output, []);
        output.WriteLine("\n## Ten transformations over 100,000 elements\n");
        Table<TenLinksBenchmarks>(output, "of ten passes");
        output.WriteLine("\n## Two coordinates\n");
        Table<SmallStepBenchmarks>(output, "of a step of Adam",
            $"{nameof(SmallStepBenchmarks.AdamFirstThousand)} includes its start, and the powers of its constants, which have not vanished "
            + $"yet. {nameof(SmallStepBenchmarks.IterationOfAdam)} is all that a run does in an iteration: the objective with its "
            + "gradient, the step, the best point, the stop rule, every thousandth row.");
        output.WriteLine("\n## AdaGrad with the full matrix\n");
        Table<FullMatrixBenchmarks>(output, null, "The only method whose step allocates: the library that decomposes the matrix does.");
        output.WriteLine("\n## A fit of 5 parameters to 1,000 rows\n");
        WriteFits(output);
        output.WriteLine("\n## Second order\n");
        WriteSecondOrder(output);
    }

    /// <summary>Writes the table of fits.</summary>
    public static void WriteFits(TextWriter output) => Table<FitBenchmarks>(output, "of MathNet's",
        "A peak on a slope, from the same start with the same exact Jacobian, to the defaults of each. "
        + $"{nameof(FitBenchmarks.LevenbergMarquardt)} is a whole run, with its rows.");

    /// <summary>Writes the tables of Hessian products and of Jacobians.</summary>
    public static void WriteSecondOrder(TextWriter output)
    {
        Table<HessianProductBenchmarks>(output, "of the gradient",
            "Both come with the value. At most 3 times the gradient is allowed.");
        output.WriteLine();
        Table<JacobianBenchmarks>(output, "of the values",
            "1,000 rows and 5 parameters: a model row by row in reverse mode, and a series in forward mode. At most 6 times is allowed.");
    }

    private static void Table<T>(TextWriter output, string? ratio, string note = "")
    {
        var reports = Reports<T>();
        var sized = reports.Any(report => report.BenchmarkCase.HasParameters);
        var size = sized ? $"| {reports[0].BenchmarkCase.Parameters[0].Name.ToLowerInvariant()} " : "";
        output.WriteLine($"{size}| what | time{(ratio is null ? "" : $" | {ratio}")} | allocated |");
        output.WriteLine($"{(sized ? "|---:" : "")}|---|---:{(ratio is null ? "" : "|---:")}|---:|");
        foreach (var group in reports.GroupBy(report =>
            report.BenchmarkCase.Parameters.DisplayInfo + string.Concat(report.BenchmarkCase.Descriptor.Categories)))
        {
            var baseline = group.FirstOrDefault(report => report.BenchmarkCase.Descriptor.Baseline);
            foreach (var report in group)
                output.WriteLine((sized ? Invariant($"| {report.BenchmarkCase.Parameters[0].Value:N0} ") : "")
                    + $"| {report.BenchmarkCase.Descriptor.WorkloadMethod.Name} | {Text(Median(report))}"
                    + (baseline is null ? "" : Invariant($" | {Median(report) / Median(baseline):F2}"))
                    + $" | {Allocated(report)} B |");
        }
        if (note.Length > 0) output.WriteLine("\n" + note);
    }

    /// <summary>Writes the table of methods.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="chosen">Names of methods; none for all.</param>
    public static void WriteMethods(TextWriter output, IReadOnlyCollection<string> chosen)
    {
        MethodStepBenchmarks.Chosen = chosen;
        var whole = Method.Catalogue.All.Select(entry => entry.Default).OfType<FirstOrderMethod>()
            .Where(method => method is not AdaGradFull && method.Chain.Links.Any(link => link.NeedsWhole)).Select(method => method.Name);
        output.WriteLine("100,000 elements. The bytes are those that a step in place must move: gradient and point, and each slot, "
            + $"read and written; methods with a number of the whole vector ({string.Join(", ", whole)}) read more. "
            + "The last ratio is that of the times divided by that of the bytes.\n");
        output.WriteLine("| method | bytes an element | ns an element | of Adam | of Adam by bytes | allocated |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var pair in Reports<MethodStepBenchmarks>().GroupBy(report => (string)report.BenchmarkCase.Parameters[0].Value))
        {
            var step = pair.Single(report => !report.BenchmarkCase.Descriptor.Baseline);
            var adam = pair.Single(report => report.BenchmarkCase.Descriptor.Baseline);
            var bytes = Stepper.BytesPerElement((FirstOrderMethod)Method.Catalogue.Find(pair.Key)!.Default);
            var ratio = Median(step) / Median(adam);
            output.WriteLine(Invariant(
                $"| {pair.Key} | {bytes} | {Median(step) / 1e5:F2} | {ratio:F2} | {ratio * 56 / bytes:F2} | {Allocated(step)} B |"));
        }
    }

    internal static ImmutableArray<BenchmarkReport> Reports<T>()
    {
        Console.Error.WriteLine($"{typeof(T).Name} …");
        var summary = BenchmarkRunner.Run<T>(Short);
        if (summary.Reports.Length > 0 && summary.Reports.All(report => report.Success)) return summary.Reports;
        var errors = string.Join("; ", summary.ValidationErrors.Select(error => error.Message));
        throw new InvalidOperationException($"{typeof(T).Name} did not run: {errors}");
    }

    internal static double Median(BenchmarkReport report) => report.ResultStatistics!.Median;

    private static long Allocated(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;

    private static string Text(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => Invariant($"{nanoseconds:F0} ns"),
        < 1e6 => Invariant($"{nanoseconds / 1e3:F1} µs"),
        _ => Invariant($"{nanoseconds / 1e6:F2} ms"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
