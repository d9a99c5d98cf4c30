using System.Globalization;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace PSOptimize.PowerShell.Tests.Fuzz;

/// <summary>
/// Random scripts of the subset in a real PowerShell: the compiled value has the bits of the interpreted one, and the gradient is what
/// central differences give within their error.
/// </summary>
public sealed class ScriptFuzzTests(ITestOutputHelper output)
{
    /// <summary>All of them in continuous integration; at a desk a sample.</summary>
    private static readonly int Scripts = Environment.GetEnvironmentVariable("CI") is null ? 1000 : 20_000;

    [Fact]
    public void Compiled_scripts_equal_interpreted_ones()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("PSOPTIMIZE_SEED") ?? "1", CultureInfo.InvariantCulture);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var programs = Enumerable.Range(0, Scripts).Select(_ =>
        {
            var program = new byte[random.Next(4, 160)];
            random.NextBytes(program);
            return program;
        }).ToArray();

        // Several processes of a thousand scripts each: one process would fill up with compiled code.
        var reports = programs.Chunk(1000).AsParallel().WithDegreeOfParallelism(2)
            .Select(chunk => (chunk, Report: Compare(chunk))).ToArray();
        var failures = reports.SelectMany(part => Failures(part.Report).Select(index => part.chunk[index])).ToArray();
        Assert.True(
            failures.Length == 0,
            failures.Length == 0 ? "" : $"seed {seed}: {failures.Length} scripts differ. The simplest found: {Shrunk(failures[0])}");

        var totals = reports
            .Select(part => part.Report.Single(line => line.StartsWith("total", StringComparison.Ordinal)).Split(' ')).ToArray();
        var compiled = totals.Sum(t => int.Parse(t[3], CultureInfo.InvariantCulture));
        var differentiated = totals.Sum(t => int.Parse(t[7], CultureInfo.InvariantCulture));
        output.WriteLine($"{compiled} of {Scripts} scripts compiled, {differentiated} partial derivatives compared.");
        Assert.InRange(compiled, 9 * Scripts / 10, Scripts);
        Assert.InRange(differentiated, Scripts / 3, int.MaxValue);
    }

    private static string Shrunk(byte[] program)
    {
        var shrinker = ArbMap.Default.ArbFor<byte[]>();
        string[] report = Compare([program]);
        for (var round = 0; round < 40; round++)
        {
            var simpler = shrinker.Shrinker(program).Take(200).ToArray();
            var failing = Failures(Compare(simpler)).ToArray();
            if (failing.Length == 0)
                break;
            program = simpler[failing[0]];
            report = Compare([program]);
        }

        return $"{RandomScript.Write(program)}\n{string.Join('\n', report)}";
    }

    private static string[] Compare(IEnumerable<byte[]> programs)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(file, programs.Select(RandomScript.Write));
            var script = Repository.File("tests", "PSOptimize.PowerShell.Tests", "Fuzz", "Compare-Script.ps1");
            var (code, text, errors) = Shell.Run("-File", script, Repository.Module, file);
            Assert.True(code == 0, text + errors);
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<int> Failures(string[] report) =>
        report.Where(line => char.IsAsciiDigit(line[0]))
            .Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)).Distinct();
}
