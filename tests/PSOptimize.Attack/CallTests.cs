using System.Globalization;

namespace PSOptimize.Attack;

/// <summary>Hostile calls of every cmdlet, in five cultures.</summary>
public class CallTests
{
    private static readonly string[] Cultures = ["en-US", "de-DE", "tr-TR", "ar-SA", "fa-IR"];

    [Fact]
    public void A_hostile_call_returns_or_reports_an_error_that_somebody_wrote()
    {
        var surface = Surface.Read();
        var hostile = new HostileCalls(surface, Extent.Seed);
        Assert.Empty(hostile.Unknown);
        var calls = hostile.Take(Extent.Of(400, 20_000));
        var findings = new Findings("hostile calls");
        var (returned, refused) = (0, 0);
        var ids = new Dictionary<string, int>();
        var gate = new Lock();
        var parts = Cultures.Select((culture, i) => (culture, calls.Where((_, index) => index % Cultures.Length == i).ToArray()));
        Parallel.ForEach(parts, new ParallelOptions { MaxDegreeOfParallelism = 2 }, part =>
        {
            foreach (var verdict in Engine.Make(part.Item2, part.culture))
                lock (gate)
                {
                    var call = part.Item2[verdict.Index];
                    findings.Note(verdict.Fault(call), $"{part.culture}: {call.Text}");
                    if (verdict.Errors.Length == 0) returned++;
                    else refused++;
                    foreach (var error in verdict.Errors) ids[error.ShortId] = ids.GetValueOrDefault(error.ShortId) + 1;
                }
        });
        if (Environment.GetEnvironmentVariable("PSOPTIMIZE_IDS") is { } file)
            File.WriteAllLines(file, ids.OrderByDescending(id => id.Value).Select(id => $"{id.Value} {id.Key}"));
        Assert.True(returned > 0 && refused > 0);
        findings.Conclude(
            string.Create(CultureInfo.InvariantCulture,
                $"{calls.Count} calls of {surface.Commands.Length} cmdlets in {Cultures.Length} cultures, "
                + $"{HostileValues.All.Count} hostile values"),
            string.Create(CultureInfo.InvariantCulture, $"{returned} returned, {refused} were refused with {ids.Count} ids"));
    }
}
