using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PSOptimize.PowerShell.Tests.Browser;

/// <summary>Makes the pages with the built module and visits them.</summary>
public sealed class PageVisit : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psoptimize-page").FullName;
    private readonly string[][] _rows = [];

    public PageVisit()
    {
        if (BrowserFactAttribute.WhyNot is not null) return;
        var (code, text, errors) = Shell.Run("-File", Path.Combine(Scripts, "Make-Page.ps1"), Repository.Module, _folder);
        if (code != 0) throw new InvalidOperationException(text + errors);
        _rows = Csv("rows");
        Data = Csv("data");
        Learning = Csv("learning");
        Decay = Csv("decay");
        Points = [.. File.ReadLines(Path.Combine(_folder, "points.txt")).Select(line => line.Split(',').Select(Number).ToArray())];
        var told = Run("node", Scripts, "page.mjs", BrowserFactAttribute.Chromium!, _folder);
        Told = JsonDocument.Parse(told).RootElement;
    }

    internal static string Scripts { get; } = Repository.File("tests", "PSOptimize.PowerShell.Tests", "Browser");

    internal JsonElement Told { get; }

    internal string[][] Data { get; } = [];

    internal string[][] Learning { get; } = [];

    internal string[][] Decay { get; } = [];

    /// <summary>The best points of the runs on data.</summary>
    internal double[][] Points { get; } = [];

    internal static double[] Column(string[][] table, string name) =>
        [.. table.Skip(1).Select(row => Number(row[Array.IndexOf(table[0], name)]))];

    internal static double Number(string cell) => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    internal double[] Column(int run, string name)
    {
        var number = (run + 1).ToString(CultureInfo.InvariantCulture);
        return Column([_rows[0], .. _rows.Skip(1).Where(row => row[0] == number)], name);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[][] Csv(string name) => [.. File.ReadLines(Path.Combine(_folder, name + ".csv"))
        .Select(line => line.Split("\",\"").Select(cell => cell.Trim('"')).ToArray())];

    /// <summary>Runs a program to its end and returns what it printed; throws, with its output, if it fails.</summary>
    internal static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(TimeSpan.FromMinutes(8))) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Result
            : throw new InvalidOperationException($"{program} failed: {output.Result}{errors.Result}");
    }
}
