using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PSOptimize.Methods;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>Checkpoints as files: JSON with the format's version, the module's version and a digest of the content.</summary>
internal static class CheckpointFile
{
    private const string Format = "PSOptimize checkpoint";
    private const int Version = 3;

    public static string ModuleVersion { get; } =
        typeof(CheckpointFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string Previous(string path) => path + ".previous";

    /// <summary>What stands in the file.</summary>
    public static string Text(Checkpoint checkpoint)
    {
        var content = Content(checkpoint).ToJsonString();
        return $$"""{"format":"{{Format}}","version":{{Version}},"module":"{{ModuleVersion}}","sha256":"{{Digest(content)}}","content":{{content}}}""" + "\n";
    }

    public static void Write(Checkpoint checkpoint, string path)
    {
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(Text(checkpoint)));
            file.Flush(flushToDisk: true);
        }
        // Each move is atomic, and at every moment one of the two names holds a whole file.
        if (File.Exists(path)) File.Move(path, Previous(path), overwrite: true);
        File.Move(fresh, path, overwrite: true);
    }

    public static Checkpoint Read(string path, Method? method)
    {
        var source = File.Exists(path) ? path : Previous(path);
        if (!File.Exists(source))
            throw new CheckpointException(CheckpointError.Missing, $"There is no checkpoint {path}: look for the name that -CheckpointPath gave it.");
        return Parse(File.ReadAllText(source), source, method);
    }

    /// <summary>The checkpoint of a text; the path is what messages call it.</summary>
    public static Checkpoint Parse(string text, string path, Method? method)
    {
        try
        {
            return Understand(text, path, method);
        }
        catch (Exception error) when (Notation.IsDamage(error))
        {
            throw Damaged(path, error);
        }
    }

    private static Checkpoint Understand(string text, string path, Method? method)
    {
        using var document = Whole(text, path);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || format.GetString() != Format)
            throw Foreign(path);
        if (root.GetProperty("version").GetInt32() is not Version and var version)
            throw new CheckpointException(CheckpointError.OtherVersion,
                $"{path} has format version {version}, written by PSOptimize {root.GetProperty("module").GetString()}; this is {ModuleVersion}, which reads version {Version}: resume with the version that wrote it.");
        var content = root.GetProperty("content").GetRawText();
        if (root.GetProperty("sha256").GetString() != Digest(content)) throw Damaged(path, null);
        return Restore(JsonNode.Parse(content)!.AsObject(), method, root.GetProperty("module").GetString()!);
    }

    /// <summary>The text as JSON; of what does not parse, that which begins like a checkpoint is a damaged one.</summary>
    private static JsonDocument Whole(string text, string path)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException error)
        {
            throw text.Length == 0 || text.Contains($"\"{Format}\"", StringComparison.Ordinal) || $$"""{"format":"{{Format}}" """.StartsWith(text, StringComparison.Ordinal)
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
        // The row of an iterate that is still to be observed again is not part of the past.
        ["trace"] = new JsonArray([.. checkpoint.Trajectory.Where(row => row.Iteration <= checkpoint.Observed).Select(Row)]),
    };

    private static Checkpoint Restore(JsonObject content, Method? given, string module)
    {
        if (given is not null && !JsonNode.DeepEquals(Notation.Write(given), content["method"]))
            throw new CheckpointException(CheckpointError.OtherMethod,
                $"The run in the file is not of {given.Label} with these hyperparameters, but of {content["method"]!.ToJsonString()}: give that method, or none.");
        var method = given ?? (Method)Notation.Read(content["method"], typeof(Method))!;
        var objective = content["objective"]!.GetValue<string>();
        var (problem, state) = (Notation.ReadProblem(content["problem"], objective), Notation.ReadState(content["state"]));
        method.Prepare(problem).Ask(state);
        return new Checkpoint
        {
            ModuleVersion = module,
            ObjectiveName = objective,
            Problem = problem,
            Method = method,
            Start = Read<Vector>(content["start"]),
            State = state,
            Evaluations = content["evaluations"]!.GetValue<long>(),
            Elapsed = new TimeSpan(content["elapsedTicks"]!.GetValue<long>()),
            Observed = content["observed"]!.GetValue<long>(),
            Current = ReadSnapshot(content["current"]),
            Best = ReadSnapshot(content["best"]),
            BestRank = Read<double>(content["bestRank"]),
            StopMemory = Read<Vector>(content["stopMemory"]),
            Trajectory = Trajectory.Restore(
                content["traceEvery"]!.GetValue<long>(), content["traceLimit"]!.GetValue<int>(), content["trace"]!.AsArray().Select(ReadRow)),
        };
    }

    private static JsonArray Row(Snapshot snapshot) => [.. Row(snapshot.ToRow()).Select(cell => cell?.DeepClone()), snapshot.Transition];

    private static JsonArray Row(TrajectoryRow row) =>
    [
        row.Iteration, row.Evaluations, Notation.Write(row.Value), Notation.Write(row.GradientNorm), Notation.Write(row.StepNorm),
        Notation.Write(row.LearningRate), Notation.Write(row.Point), Notation.Write(row.Metrics),
    ];

    private static Snapshot ReadSnapshot(JsonNode? node) => Snapshot.Of(ReadRow(node), node![8]!.GetValue<long>());

    private static TrajectoryRow ReadRow(JsonNode? node) => new(
        node![0]!.GetValue<long>(), node[1]!.GetValue<long>(), Read<double>(node[2]), Read<double>(node[3]), Read<double>(node[4]),
        Read<double>(node[5]), Read<Vector>(node[6])) { Metrics = Read<Vector>(node[7]) };

    private static T Read<T>(JsonNode? node) => (T)Notation.Read(node, typeof(T))!;

    private static string Digest(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static CheckpointException Foreign(string path) =>
        new(CheckpointError.Foreign, $"{path} is not a checkpoint of PSOptimize: give the file that -CheckpointPath named.");

    private static CheckpointException Damaged(string path, Exception? inner) => new(CheckpointError.Damaged,
        path.EndsWith(".previous", StringComparison.Ordinal) || !File.Exists(Previous(path))
            ? $"{path} is a damaged or truncated checkpoint: start the run anew."
            : $"{path} is a damaged or truncated checkpoint: resume from the one before it, {Previous(path)}.", inner);
}
