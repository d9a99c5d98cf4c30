using System.Globalization;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace PSOptimize.PowerShell.Tests.Fuzz;

/// <summary>
/// Random scripts of the exact subset in a real PowerShell: the compiled value has the bits of the interpreted one, and the gradient agrees
/// with central differences within their error.
/// </summary>
public sealed class ScriptFuzzTests(ITestOutputHelper output)
{
    /// <summary>The number of scripts: fewer at a desk than in continuous integration; <c>build.ps1 -Task Fuzz</c> says how many.</summary>
    private static readonly int Scripts = Environment.GetEnvironmentVariable("PSOPTIMIZE_FUZZ") is { } count ? Number(count)
        : Environment.GetEnvironmentVariable("CI") is null ? 1000 : 20_000;

    /// <summary>The module; another one's shares are those of the same scripts.</summary>
    private static readonly string Module = Environment.GetEnvironmentVariable("PSOPTIMIZE_FUZZ_MODULE") ?? Repository.Module;

    [Fact]
    public void Compiled_scripts_equal_interpreted_ones()
    {
        var (compiled, differentiated) = Compare(Scripts, isWide: false);
        if (Module != Repository.Module) return;
        // One in seven has an alias, a type or a function of which only the run could tell what it means, or numbers of a type that is
        // not translated: it must fall back.
        Assert.InRange(compiled, 85 * Scripts / 100, Scripts);
        Assert.InRange(differentiated, Scripts / 3, int.MaxValue);
    }

    [Fact]
    public void Compiled_scripts_with_later_statements_equal_interpreted_ones() => Compare(Scripts / 5, isWide: true);

    private (int Compiled, int Differentiated) Compare(int scripts, bool isWide)
    {
        var seed = Number(Environment.GetEnvironmentVariable("PSOPTIMIZE_SEED") ?? "1");
        var random = new Random(seed);
        var programs = Enumerable.Range(0, scripts).Select(_ =>
        {
            var program = new byte[random.Next(4, 160)];
            random.NextBytes(program);
            return program;
        }).ToArray();

        // Several processes with some scripts each: a single one would fill up with compiled code.
        var reports = programs.Chunk(250).AsParallel().WithDegreeOfParallelism(2)
            .Select(chunk => (chunk, Report: Compare(chunk, isWide))).ToArray();
        var failures = reports.SelectMany(part => Failures(part.Report).Select(index => part.chunk[index])).ToArray();
        var (compiled, differentiated) = (Total(3), Total(7));
        output.WriteLine($"{scripts} scripts of seed {seed}{(isWide ? " with later statements" : "")}: {compiled} compiled, "
            + $"{failures.Length} of them wrongly; {differentiated} partial derivatives compared.");
        if (failures.Length > 0 && Module == Repository.Module)
            Assert.Fail($"seed {seed}: {failures.Length} scripts differ. The simplest found: {Shrunk(failures[0], isWide)}");
        return (compiled, differentiated);

        int Total(int column) => reports.Sum(part => Number(
            part.Report.Single(line => line.StartsWith("total", StringComparison.Ordinal)).Split(' ')[column]));
    }

    private static string Shrunk(byte[] program, bool isWide)
    {
        var shrinker = ArbMap.Default.ArbFor<byte[]>();
        string[] report = Compare([program], isWide);
        for (var round = 0; round < 40; round++)
        {
            var simpler = shrinker.Shrinker(program).Take(200).ToArray();
            var failing = Failures(Compare(simpler, isWide)).ToArray();
            if (failing.Length == 0)
                break;
            program = simpler[failing[0]];
            report = Compare([program], isWide);
        }

        return $"{RandomScript.Write(program, isWide)}\n{string.Join('\n', report)}";
    }

    private static string[] Compare(IEnumerable<byte[]> programs, bool isWide)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(file, programs.Select(program => RandomScript.Write(program, isWide)));
            var script = Repository.File("tests", "PSOptimize.PowerShell.Tests", "Fuzz", "Compare-Script.ps1");
            var (code, text, errors) = Shell.Run("-File", script, Module, file);
            Assert.True(code == 0, text + errors);
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<int> Failures(string[] report) =>
        report.Where(line => char.IsAsciiDigit(line[0])).Select(line => Number(line.Split(' ')[0])).Distinct();

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
