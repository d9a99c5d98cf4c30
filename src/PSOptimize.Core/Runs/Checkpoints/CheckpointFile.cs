using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PSOptimize.Methods;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Checkpoints;

/// <summary>
/// The file format of checkpoints: JSON with the version of the format, the version of the module and a SHA-256 digest of the content.
/// </summary>
internal static class CheckpointFile
{
    private const string Format = "PSOptimize checkpoint";
    private const int Version = 3;

    public static string ModuleVersion { get; } =
        typeof(CheckpointFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string Previous(string path) => path + ".previous";

    /// <summary>A checkpoint as the text of a file.</summary>
    public static string Text(Checkpoint checkpoint)
    {
        var content = Content(checkpoint).ToJsonString();
        return $"{{\"format\":\"{Format}\",\"version\":{Version},\"module\":\"{ModuleVersion}\","
            + $"\"sha256\":\"{Digest(content)}\",\"content\":{content}}}\n";
    }

    public static void Write(Checkpoint checkpoint, string path)
    {
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(Text(checkpoint)));
            file.Flush(flushToDisk: true);
        }
        // Each move is atomic, and at any time at least one of the two names refers to a complete file.
        if (File.Exists(path)) File.Move(path, Previous(path), overwrite: true);
        File.Move(fresh, path, overwrite: true);
    }

    public static Checkpoint Read(string path, Method? method)
    {
        var source = File.Exists(path) ? path : Previous(path);
        if (!File.Exists(source))
            throw new CheckpointException(
                CheckpointError.Missing, $"There is no checkpoint {path}: look for the name that -CheckpointPath gave it.");
        return Parse(File.ReadAllText(source), source, method);
    }

    /// <summary>The checkpoint in a text; messages refer to it by the path.</summary>
    public static Checkpoint Parse(string text, string path, Method? method)
    {
        try
        {
            return Open(text, path, method);
        }
        catch (Exception error) when (StoredParts.IsDamage(error))
        {
            throw Damaged(path, error);
        }
    }

    /// <summary>Checks format, version and digest, and restores the content.</summary>
    private static Checkpoint Open(string text, string path, Method? method)
    {
        using var document = ParseJson(text, path);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format)
            || format.ValueKind != JsonValueKind.String || format.GetString() != Format)
            throw Foreign(path);
        var module = Part("module").GetString();
        if (Part("version").GetInt32() is not Version and var version)
            throw new CheckpointException(CheckpointError.OtherVersion,
                $"{path} has format version {version}, written by PSOptimize {module}; "
                + $"this is {ModuleVersion}, which reads version {Version}: resume with the version that wrote it.");
        var content = Part("content").GetRawText();
        if (Part("sha256").GetString() != Digest(content)) throw Damaged(path, null);
        var parts = JsonNode.Parse(content) as JsonObject ?? throw new FormatException("content is not an object.");
        return Restore(parts, method, module ?? "");

        JsonElement Part(string name) =>
            root.TryGetProperty(name, out var part) ? part : throw new FormatException($"{name} is missing.");
    }

    /// <summary>
    /// The text as JSON. A text that does not parse counts as damaged if it begins like a checkpoint, otherwise as foreign.
    /// </summary>
    private static JsonDocument ParseJson(string text, string path)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException error)
        {
            throw text.Length == 0 || text.Contains($"\"{Format}\"", StringComparison.Ordinal)
                || $$"""{"format":"{{Format}}" """.StartsWith(text, StringComparison.Ordinal)
                ? Damaged(path, error) : Foreign(path);
        }
    }

    private static JsonObject Content(Checkpoint checkpoint) => new()
    {
        ["objective"] = checkpoint.ObjectiveName,
        ["problem"] = Notation.Write(checkpoint.Problem),
        ["method"] = Notation.Write(checkpoint.Method),
        ["start"] = Notation.Write(checkpoint.Start),
        ["state"] = Notation.Write(checkpoint.State),
        ["evaluations"] = checkpoint.Evaluations,
        ["elapsedTicks"] = checkpoint.Elapsed.Ticks,
        ["observed"] = checkpoint.Observed,
        ["current"] = Row(checkpoint.Current),
        ["best"] = Row(checkpoint.Best),
        ["bestRank"] = Notation.Write(checkpoint.BestRank),
        ["stopMemory"] = Notation.Write(checkpoint.StopMemory),
        ["traceEvery"] = checkpoint.Trajectory.Every,
        ["traceLimit"] = checkpoint.Trajectory.Limit,
        // The row of an iterate that a resumed run will observe again is left out.
        ["trace"] = new JsonArray([.. checkpoint.Trajectory.Where(row => row.Iteration <= checkpoint.Observed).Select(Row)]),
    };

    private static Checkpoint Restore(JsonObject content, Method? given, string module)
    {
        var stored = StoredParts.Part(content, "method");
        if (given is not null && !JsonNode.DeepEquals(Notation.Write(given), stored))
            throw new CheckpointException(CheckpointError.OtherMethod,
                $"The run in the file is not of {given.Label} with these hyperparameters, "
                + $"but of {stored.ToJsonString()}: give that method, or none.");
        var method = given ?? StoredParts.ReadMethod(content);
        var (problem, state) = StoredParts.ReadProblemAndState(content, method);
        return new Checkpoint
        {
            ModuleVersion = module,
            ObjectiveName = problem.Objective.Name,
            Problem = problem,
            Method = method,
            Start = Read<Vector>(Part("start")),
            State = state,
            Evaluations = StoredParts.Value<long>(content, "evaluations"),
            Elapsed = new TimeSpan(StoredParts.Value<long>(content, "elapsedTicks")),
            Observed = StoredParts.Value<long>(content, "observed"),
            Current = ReadSnapshot(Part("current")),
            Best = ReadSnapshot(Part("best")),
            BestRank = Read<double>(Part("bestRank")),
            StopMemory = Read<Vector>(Part("stopMemory")),
            Trajectory = Trajectory.Restore(
                StoredParts.Value<long>(content, "traceEvery"), StoredParts.Value<int>(content, "traceLimit"),
                Part("trace").AsArray().Select(row => ReadRow(row!))),
        };

        JsonNode Part(string name) => StoredParts.Part(content, name);
    }

    private static JsonArray Row(Snapshot snapshot) => [.. Row(snapshot.ToRow()).Select(cell => cell?.DeepClone()), snapshot.Transition];

    private static JsonArray Row(TrajectoryRow row) =>
    [
        row.Iteration, row.Evaluations, Notation.Write(row.Value), Notation.Write(row.GradientNorm), Notation.Write(row.StepNorm),
        Notation.Write(row.LearningRate), Notation.Write(row.Point), Notation.Write(row.Metrics),
    ];

    private static Snapshot ReadSnapshot(JsonNode node) => Snapshot.FromRow(ReadRow(node), node[8]!.GetValue<long>());

    // StoredParts has seen to it that no element of an array is null.
    private static TrajectoryRow ReadRow(JsonNode node) => new(
        node[0]!.GetValue<long>(), node[1]!.GetValue<long>(), Read<double>(node[2]), Read<double>(node[3]), Read<double>(node[4]),
        Read<double>(node[5]), Read<Vector>(node[6]))
    { Metrics = Read<Vector>(node[7]) };

    private static T Read<T>(JsonNode? node) => (T)Notation.Read(node, typeof(T))!;

    private static string Digest(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static CheckpointException Foreign(string path) =>
        new(CheckpointError.Foreign, $"{path} is not a checkpoint of PSOptimize: give the file that -CheckpointPath named.");

    private static CheckpointException Damaged(string path, Exception? inner) => new(CheckpointError.Damaged,
        path.EndsWith(".previous", StringComparison.Ordinal) || !File.Exists(Previous(path))
            ? $"{path} is a damaged or truncated checkpoint: start the run again."
            : $"{path} is a damaged or truncated checkpoint: resume from the one before it, {Previous(path)}.", inner);
}
