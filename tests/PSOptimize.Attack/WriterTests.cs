using System.Globalization;

namespace PSOptimize.Attack;

/// <summary>
/// Two processes that write one file at once: each command comes out or says that the file is in use, and nothing is lost.
/// </summary>
public class WriterTests
{
    private const string Brief = "-Objective Rosenbrock -MaxIterations 300 -Start -1.2, 1 -TraceEvery 0 -WarningAction SilentlyContinue";

    [Fact]
    public void Two_writers_of_one_file_lose_nothing()
    {
        using var folder = new Folder();
        var random = new Random(Extent.Seed);
        var (checkpoint, store, session) = (folder["c.json"], folder["s.db"], folder["t.json"]);
        // What each command leaves is counted by its text.
        string[] commands =
        [
            $"$r = Invoke-Optimizer Adam {Brief} -CheckpointPath '{checkpoint}' -CheckpointEvery 1 -Force; if ($r) {{ 'run' }}",
            $"$r = Invoke-Optimizer Adam {Brief} -Store '{store}'; if ($r) {{ 'stored' }}",
            $"$r = Step-Optimizer -Path '{session}' -Value 1; if ($r) {{ 'told' }}",
        ];
        Call Random() => new(string.Create(CultureInfo.InvariantCulture,
            $"Start-Sleep -Milliseconds {random.Next(12)}; {commands[random.Next(3)]}"), 60);
        var first = new Call($"Step-Optimizer -Method RandomSearch -Form Uniform -Within 0..9 -Start 1, 2 -Path '{session}'", 60);
        Assert.Null(Engine.Make([first])[0].Fault(first));
        var calls = Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, Extent.Of(30, 500)).Select(_ => Random()).ToArray()).ToArray();
        var verdicts = new Verdict[2][];
        Parallel.For(0, 2, process => verdicts[process] = Engine.Make(calls[process]));

        var findings = new Findings("two writers");
        var done = new Dictionary<string, int>();
        var refused = new SortedDictionary<string, int>();
        for (var process = 0; process < 2; process++)
            foreach (var verdict in verdicts[process])
            {
                var call = calls[process][verdict.Index];
                findings.Note(verdict.Fault(call), call.Text);
                foreach (var text in verdict.Texts) done[text] = done.GetValueOrDefault(text) + 1;
                foreach (var error in verdict.Errors) refused[error.ShortId] = refused.GetValueOrDefault(error.ShortId) + 1;
                if (verdict.Errors.Length == 0 && verdict.Texts.Length != 1) findings.Note("neither a result nor an error", call.Text);
            }

        Call[] checks =
        [
            new($"(Invoke-Optimizer -Objective Rosenbrock -Resume '{checkpoint}' -MaxIterations 310).Iterations.ToString()", 60),
            new($"@(Get-Run '{store}' | Where-Object Status -EQ 'Budget').Count.ToString()", 60),
            new($"(Step-Optimizer -Path '{session}').History.Count.ToString()", 60),
        ];
        string[] wanted = ["310", $"{done.GetValueOrDefault("stored")}", $"{done.GetValueOrDefault("told")}"];
        foreach (var verdict in Engine.Make(checks))
        {
            var call = checks[verdict.Index];
            var found = string.Concat(verdict.Texts);
            findings.Note(verdict.Fault(call)
                ?? (found == wanted[verdict.Index] ? null : $"there is {found}, not {wanted[verdict.Index]}"), call.Text);
        }
        Assert.Equal(3, done.Count);
        findings.Conclude(
            $"{calls.Sum(each => each.Length)} commands of two processes at random times on one checkpoint, one store and one session",
            string.Join(", ", done.OrderBy(each => each.Key).Select(each => $"{each.Value} {each.Key}"))
            + string.Concat(refused.Select(each => $", {each.Value} {each.Key}")));
    }
}
