using System.Text;
using System.Text.Json.Nodes;
using PSOptimize.Methods;
using PSOptimize.Runs.Evaluations;
using PSOptimize.Runs.Records;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Checkpoints;

/// <summary>
/// The format of checkpoints: lines of JSON. The first holds what does not change during the run; each further one, appended at a write,
/// the state and the rows since the write before. A line has a SHA-256 digest of its content and of the digest before it, so that lines
/// can neither be altered nor exchanged.
/// </summary>
/// <remarks>
/// A file whose last line is incomplete, because a process was killed while it wrote, is read without that line.
/// </remarks>
internal static class CheckpointFile
{
    private const string DigestMark = "{\"sha256\":\"";
    private const string ContentMark = "\",\"content\":";
    private const int DigestLength = 64;
    private const string Advice = "start the run again, or resume from another copy";

    private static readonly Envelope Envelope = new("PSOptimize checkpoint", 4, "give the file that -CheckpointPath named");

    /// <summary>A checkpoint as the text of a file.</summary>
    public static string Text(Checkpoint checkpoint)
    {
        var head = Head(checkpoint, out var digest);
        return head + Encoding.UTF8.GetString(Line(checkpoint, StoredRows.None, ref digest));
    }

    /// <summary>The first line.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="digest">Receives the digest that the next line continues.</param>
    public static string Head(Checkpoint checkpoint, out string digest)
    {
        var content = Envelope.Text(new JsonObject
        {
            ["objective"] = checkpoint.ObjectiveName,
            ["problem"] = Notation.Write(checkpoint.Problem),
            ["method"] = Notation.Write(checkpoint.Method),
            ["start"] = Notation.Write(checkpoint.Start),
            ["traceLimit"] = checkpoint.Trajectory.Limit,
        });
        digest = Envelope.Digest(content);
        return Envelope.Seal(content) + "\n";
    }

    /// <summary>The bytes of a line for the state of a run.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="stored">What earlier lines hold.</param>
    /// <param name="digest">The digest of the line before; receives that of this line.</param>
    public static byte[] Line(Checkpoint checkpoint, StoredRows stored, ref string digest)
    {
        // The row of an iterate that a resumed run will observe again is left out.
        var piece = checkpoint.Trajectory.PackBetween(stored.Iteration, checkpoint.Observed);
        var content = Envelope.Bytes(new JsonObject
        {
            ["state"] = Notation.Write(checkpoint.State),
            ["evaluations"] = checkpoint.Evaluations,
            ["elapsedTicks"] = checkpoint.Elapsed.Ticks,
            ["observed"] = checkpoint.Observed,
            ["current"] = Row(checkpoint.Current),
            ["best"] = Row(checkpoint.Best),
            ["bestRank"] = Notation.Write(checkpoint.BestRank),
            ["stopMemory"] = Notation.Write(checkpoint.StopMemory),
            ["traceEvery"] = checkpoint.Trajectory.Every,
            ["evaluated"] = Notation.Write(checkpoint.Evaluated ?? EvaluationLog.Empty, stored.Evaluations),
        }, "trace", piece);
        digest = Envelope.Digest(digest, content.Span);
        return [.. Encoding.UTF8.GetBytes(DigestMark + digest + ContentMark), .. content.Span, (byte)'}', (byte)'\n'];
    }

    /// <summary>Reads a file.</summary>
    public static Checkpoint Read(string path, Method? method)
    {
        if (!File.Exists(path))
            throw new CheckpointException(
                CheckpointError.Missing, $"There is no checkpoint {path}: look for the name that -CheckpointPath gave it.");
        try
        {
            return Parse(TextFile.Read(path), path, method);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(CheckpointError.NotReadable,
                $"{path} cannot be read: {error.Message.TrimEnd('.')}. Check the path and its permissions.", error);
        }
    }

    /// <summary>The checkpoint in a text; messages refer to it by the path.</summary>
    public static Checkpoint Parse(string text, string path, Method? method)
    {
        string[] parts = text.Split('\n', 2);
        var head = Envelope.Open(parts[0], path, Advice);
        try
        {
            return Restore(head, Saves(parts.Length == 1 ? "" : parts[1], StoredParts.Value<string>(head, "sha256")), path, method);
        }
        catch (Exception error) when (StoredParts.IsDamage(error))
        {
            throw Envelope.Damaged(path, Advice, error);
        }
    }

    /// <summary>The contents of the lines after the first.</summary>
    private static List<JsonObject> Saves(string text, string digest)
    {
        var saves = new List<JsonObject>();
        string[] lines = text.Split('\n');
        // What follows the last line break was being written when the process was killed.
        foreach (var line in lines[..^1])
        {
            var content = ContentOf(line) ?? throw new FormatException($"Line {saves.Count + 2} is not a state.");
            digest = Envelope.Digest(digest, Encoding.UTF8.GetBytes(content));
            if (line[DigestMark.Length..(DigestMark.Length + DigestLength)] != digest)
                throw new FormatException($"Line {saves.Count + 2} is altered.");
            saves.Add(JsonNode.Parse(content) as JsonObject ?? throw new FormatException($"Line {saves.Count + 2} is not an object."));
        }
        return saves.Count > 0 ? saves : throw new FormatException("No state is complete.");
    }

    private static string? ContentOf(string line)
    {
        var begin = DigestMark.Length + DigestLength + ContentMark.Length;
        return line.Length > begin && line.StartsWith(DigestMark, StringComparison.Ordinal) && line[^1] == '}'
            && line.AsSpan(DigestMark.Length + DigestLength).StartsWith(ContentMark, StringComparison.Ordinal) ? line[begin..^1] : null;
    }

    private static Checkpoint Restore(JsonObject head, List<JsonObject> saves, string path, Method? given)
    {
        var stored = StoredParts.Part(head, "method");
        if (given is not null && !JsonNode.DeepEquals(Notation.Write(given), stored))
            throw new CheckpointException(CheckpointError.OtherMethod,
                $"The run in the file is not of {given.Label} with these hyperparameters, "
                + $"but of {stored.ToJsonString()}: give that method, or none.");
        var method = given ?? StoredParts.ReadMethod(head);
        var save = saves[^1];
        StoredParts.CheckArrays(save);
        var (problem, state, request) = StoredParts.ReadProblemAndState(head, save, method);
        if (!request.Points.All(point => point.IsFinite())) throw new FormatException("The state asks for a point that is not finite.");
        var evaluated = saves.Select(each => each["evaluated"]).OfType<JsonNode>();
        var pieces = saves.Select(each => each["trace"]).OfType<JsonArray>().Select(Notation.ReadPiece);
        return new Checkpoint
        {
            Path = path,
            ModuleVersion = StoredParts.Value<string>(head, "module"),
            ObjectiveName = problem.Objective.Name,
            Problem = problem,
            Method = method,
            Start = Notation.Read<Vector>(StoredParts.Part(head, "start")),
            State = state,
            Evaluations = StoredParts.Value<long>(save, "evaluations"),
            Elapsed = new TimeSpan(StoredParts.Value<long>(save, "elapsedTicks")),
            Observed = StoredParts.Value<long>(save, "observed"),
            Current = ReadSnapshot(Part("current")),
            Best = ReadSnapshot(Part("best")),
            BestRank = Notation.Read<double>(Part("bestRank")),
            StopMemory = Notation.Read<Vector>(Part("stopMemory")),
            Trajectory = Trajectory.FromPieces(
                StoredParts.Value<long>(save, "traceEvery"), StoredParts.Value<int>(head, "traceLimit"), pieces),
            Evaluated = Notation.ReadLog(evaluated),
        };

        JsonNode Part(string name) => StoredParts.Part(save, name);
    }

    private static JsonArray Row(Snapshot snapshot) =>
        [.. Notation.WriteRow(snapshot.ToRow()).Select(cell => cell?.DeepClone()), snapshot.Transition];

    private static Snapshot ReadSnapshot(JsonNode node) => Snapshot.FromRow(Notation.ReadRow(node), node[8]!.GetValue<long>());
}
