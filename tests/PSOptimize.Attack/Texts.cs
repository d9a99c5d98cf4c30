using System.Security.Cryptography;
using System.Text;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Sessions;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Attack;

/// <summary>Sound texts of sessions, runs and checkpoints, of every method, and their digests.</summary>
internal static class Texts
{
    private static readonly DateTimeOffset Day = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The squares of the coordinates; <c>$any</c> of Prelude.ps1 has the same bits.</summary>
    public static Objective Squares(int dimension) => Objective.FromValueAndGradient("any", dimension, point =>
        Evaluation.Of(point.AsSeq().Sum(item => item * item), Vector.OfSeq(point.AsSeq().Select(item => 2 * item))));

    /// <summary>Every method with a problem that it takes and a start.</summary>
    public static IEnumerable<(Method Method, Objectives.Problem Problem, Vector Start)> Settings()
    {
        foreach (var entry in Method.Catalogue.All)
        {
            var method = entry.Create([]);
            foreach (var dimension in (int[])[2, 1])
            {
                var problem = Objectives.Problem.Of(Squares(dimension)).KeptWithin(Box.Of(-4, 4));
                var start = Vector.OfSeq(Enumerable.Range(1, dimension).Select(i => 0.75 * i));
                if (!Takes(method, problem, start)) continue;
                yield return (method, problem, start);
                break;
            }
        }
    }

    /// <summary>A session after some answers, whose objective is elsewhere.</summary>
    public static string Session(Method method, Objectives.Problem problem, Vector start, int answers)
    {
        var elsewhere = problem.WithObjective(Objective.AnsweredElsewhere("any", start.Count));
        var session = Runs.Sessions.Session.Begin(elsewhere, method, start, begun: Day)
            .WithStop(StopRule.Iterations(50)).WithNote("begun", Day);
        for (var i = 0; i < answers && session.Outcome is null; i++)
        {
            var evaluations = method.Prepare(problem).Problem.Answer(session.Request);
            session = session.Tell([.. evaluations.Select((evaluation, index) => SessionAnswer.Of(index, evaluation, Day))]);
        }
        return session.ToJson();
    }

    /// <summary>A run.</summary>
    public static string Run(Method method, Objectives.Problem problem, Vector start) =>
        Optimizer.Run(problem, method, start, Brief with { KeepEvaluations = 20 }).Json;

    /// <summary>A checkpoint of some lines.</summary>
    public static string Checkpoint(Method method, Objectives.Problem problem, Vector start)
    {
        var file = Path.GetTempFileName();
        try
        {
            Optimizer.Run(problem, method, start, Brief.WithCheckpoint(file, every: 2) with { ReplaceCheckpoint = true });
            return File.ReadAllText(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The lines of a text with the digests that belong to their contents.</summary>
    public static string Sealed(string text)
    {
        var before = "";
        return string.Join('\n', text.Split('\n').Select(line =>
        {
            const string Mark = "\",\"content\":";
            var (digest, content) = (line.IndexOf("\"sha256\":\"", StringComparison.Ordinal), line.IndexOf(Mark, StringComparison.Ordinal));
            if (digest < 0 || content < digest || line[^1] != '}') return line;
            before = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(before + line[(content + Mark.Length)..^1])));
            return $"{line[..(digest + 10)]}{before}{line[content..]}";
        }));
    }

    private static RunOptions Brief => new() { Stop = StopRule.Iterations(4).Or(StopRule.Evaluations(40)) };

    private static bool Takes(Method method, Objectives.Problem problem, Vector start)
    {
        try
        {
            Optimizer.Run(problem, method, start, Brief);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
