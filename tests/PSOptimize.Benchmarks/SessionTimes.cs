using System.Globalization;

namespace PSOptimize.Benchmarks;

/// <summary>Invoke-Optimizer at a prompt compared with the same arithmetic as a PowerShell loop, each in separate sessions.</summary>
internal static class SessionTimes
{
    private const int Sessions = 5;

    public static void Write(TextWriter output)
    {
        output.WriteLine("## The main job at a prompt\n");
        var sessions = Enumerable.Range(0, Sessions).Select(_ => Measure()).ToList();
        output.WriteLine("Adam on the built-in Rosenbrock function, 200,000 iterations with every thousandth row, beside the same "
            + $"arithmetic as a loop of PowerShell. The median of {Sessions} sessions, with the lowest and the highest; "
            + "a session does these things in this order.\n");
        output.WriteLine("| what | median | lowest | highest |");
        output.WriteLine("|---|---:|---:|---:|");
        foreach (var (what, unit) in sessions[0].Select(row => (row.What, row.Unit)))
        {
            var figures = sessions.Select(session => session.Single(row => row.What == what).Figure).Order().ToList();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {what} | {figures[Sessions / 2]:F1} {unit} | {figures[0]:F1} | {figures[^1]:F1} |"));
        }
    }

    private static List<(string What, double Figure, string Unit)> Measure()
    {
        var script = Repository.File("tests", "PSOptimize.Benchmarks", "Measure-Session.ps1");
        // Dot-sourced, so that the script runs in the scope of the session.
        var (code, text, errors) = Shell.Run("-Command", $". '{script}' '{Repository.Module}' | ConvertTo-Csv");
        if (code != 0) throw new InvalidOperationException($"{script} failed: {errors}");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
            .Select(line => line.Trim('"').Split("\",\""))
            .Select(cells => (cells[0], double.Parse(cells[1], CultureInfo.InvariantCulture), cells[2]))];
    }
}
