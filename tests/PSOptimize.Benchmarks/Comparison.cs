using BenchmarkDotNet.Reports;

namespace PSOptimize.Benchmarks;

/// <summary>
/// Writes the times of a few benchmarks that a change could spoil, one a line: its name, a tabulator, nanoseconds. build.ps1 runs it for
/// two versions by turns and compares them.
/// </summary>
internal static class Comparison
{
    public static void Write(TextWriter output)
    {
        MethodStepBenchmarks.Chosen = ["AdamW", "Lion"];
        Write<SmallStepBenchmarks>(output);
        Write<MethodStepBenchmarks>(output);
        Write<TenLinksBenchmarks>(output);
        Write<FitBenchmarks>(output);
    }

    private static void Write<T>(TextWriter output)
    {
        foreach (var report in StepTimes.Reports<T>())
            output.WriteLine(FormattableString.Invariant($"{Name(report)}\t{StepTimes.Median(report):F1}"));
    }

    private static string Name(BenchmarkReport report) => report.BenchmarkCase.Parameters.Count == 0
        ? $"{report.BenchmarkCase.Descriptor.Type.Name}.{report.BenchmarkCase.Descriptor.WorkloadMethod.Name}"
        : $"{report.BenchmarkCase.Descriptor.Type.Name}.{report.BenchmarkCase.Descriptor.WorkloadMethod.Name} "
            + report.BenchmarkCase.Parameters[0].Value;
}
