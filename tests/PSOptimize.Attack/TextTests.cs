using System.Globalization;

namespace PSOptimize.Attack;

/// <summary>Edited texts of sessions, runs and checkpoints, of every method.</summary>
public class TextTests
{
    private const string OfSession = """
        $step = Step-Optimizer -Step '{0}' -Objective $any
        $next = $step | Step-Optimizer -Objective $any
        foreach ($each in $step, $next) {{ $null = $each.Best, $each.History.Count, $each.Table, $each.Json, "$each" }}
        $next.ToRun() | Get-Trajectory | Out-Null
        """;

    private const string OfRun = """
        $run = [pscustomobject]@{{ Json = '{0}' }}
        $run | Get-Trajectory | Out-Null
        $run | Get-Evaluation -ErrorAction SilentlyContinue | Out-Null
        $run | Compare-Run | Out-Null
        $run | Show-Trajectory | Out-Null
        $run | Export-TrajectoryPlot run.svg -Force
        [IO.File]::WriteAllText("$pwd/e.jsonl", $run.Json)
        Import-Run e.jsonl | Export-Run e.csv -Force
        Import-Run e.jsonl -Store e.db | Out-Null
        """;

    private const string OfCheckpoint = """
        [IO.File]::WriteAllText("$pwd/e.json", '{0}')
        Invoke-Optimizer -Objective $any -Resume e.json -MaxIterations 8 -MaxEvaluations 80 -MaxTime 3
        """;

    [Fact]
    public void An_edited_text_is_refused_by_id_or_continues()
    {
        var random = new Random(Extent.Seed);
        var kinds = new List<(string Call, string Text)>();
        foreach (var (method, problem, start) in Texts.Settings())
        {
            kinds.Add((OfSession, Texts.Session(method, problem, start, 0)));
            kinds.Add((OfSession, Texts.Session(method, problem, start, 3)));
            kinds.Add((OfRun, Texts.Run(method, problem, start)));
            kinds.Add((OfCheckpoint, Texts.Checkpoint(method, problem, start)));
        }
        var sound = kinds.Select(kind => Made(kind.Call, kind.Text));
        Call[] edited =
        [
            .. Enumerable.Range(0, Extent.Of(300, 10_000)).Select(_ => kinds[random.Next(kinds.Count)]).Select(kind =>
                Made(kind.Call, random.Next(8) == 0 ? Edits.Of(kind.Text, random) : Texts.Sealed(Edits.Of(kind.Text, random)))),
        ];
        Call[] calls = Extent.IsLong ? [.. sound, .. edited] : [.. edited];
        var findings = new Findings("edited texts");
        var (refused, accepted) = (0, 0);
        var parts = calls.Chunk((calls.Length + 1) / 2).ToArray();
        var gate = new Lock();
        Parallel.ForEach(parts, part =>
        {
            foreach (var verdict in Engine.Make(part))
                lock (gate)
                {
                    var call = part[verdict.Index];
                    findings.Note(verdict.Fault(call) ?? OfProperties(verdict), call.Text);
                    if (verdict.Errors.Length > 0) refused++;
                    else accepted++;
                }
        });
        findings.Conclude(
            string.Create(CultureInfo.InvariantCulture,
                $"{edited.Length} edits of {kinds.Count} texts of sessions, runs and checkpoints, most with digests renewed"),
            string.Create(CultureInfo.InvariantCulture, $"{refused} refused by id, {accepted} accepted"));
    }

    /// <summary>What a property or a method of an accepted object threw.</summary>
    private static string? OfProperties(Verdict verdict) =>
        Array.Find(verdict.Errors, error => error.Types.Contains("GetValueInvocationException")
            || error.Types.Contains("MethodInvocationException"))?.ToString();

    private static Call Made(string call, string text) => new(Literal(call, text));

    private static string Literal(string call, string text) =>
        string.Format(CultureInfo.InvariantCulture, call, text.Replace("'", "''", StringComparison.Ordinal));
}
