using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PSOptimize.Catalogues;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Schedules;
using PSOptimize.Methods.Chains;
using PSOptimize.Methods.Searches;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Evaluations;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Records;

/// <summary>
/// Methods, problems and states as JSON that reads back to the last bit. A method is written by its name in the catalogue and its
/// parameters, so that a new method needs nothing to be saved.
/// </summary>
/// <remarks>
/// Doubles are written in the shortest form that reads back the same, with −0; NaN and infinities by name. Code (a schedule made of
/// a function) cannot be written: it leaves a mark, and who reads the file has to bring the method.
/// </remarks>
internal static class Notation
{
    private const string TypeName = "type";
    private const string Code = "code";
    private const int MostConstraints = 1_000_000;

    /// <summary>A state: its iterate, its key, and its memory by name.</summary>
    public static JsonObject Write(State state) => new()
    {
        ["transition"] = state.Transition,
        ["iteration"] = state.Iteration,
        ["point"] = Write(state.Point),
        ["value"] = Write(state.Value),
        ["gradientNorm"] = Write(state.Iterate.GradientNorm),
        ["stepNorm"] = Write(state.StepNorm),
        ["learningRate"] = Write(state.LearningRate),
        ["accepted"] = state.Accepted,
        ["key"] = Write(state.Key),
        ["vectors"] = new JsonObject(state.Memory.Vectors.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Write(pair.Value)))),
        ["numbers"] = new JsonObject(state.Memory.Numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Write(pair.Value)))),
        ["inner"] = state.Memory.Inner is { } inner ? Write(inner) : null,
    };

    /// <summary>The state of what <see cref="Write(State)"/> gave.</summary>
    public static State ReadState(JsonNode? node)
    {
        var source = node as JsonObject ?? throw new FormatException("The state is missing.");
        T Part<T>(string name) => Read<T>(source[name] ?? throw new FormatException($"The state lacks {name}."));
        IEnumerable<KeyValuePair<string, T>> Parts<T>(string name) =>
            source[name]!.AsObject().Select(pair => KeyValuePair.Create(
                pair.Key, Read<T>(pair.Value ?? throw new FormatException($"The state lacks {pair.Key}."))));
        var iterate = new Iterate(
            Part<long>("iteration"), Part<Vector>("point"), Part<double>("value"),
            Part<double>("gradientNorm"), Part<double>("stepNorm"), Part<double>("learningRate"));
        var memory = Memory.Of(Parts<Vector>("vectors"), Parts<double>("numbers"), source["inner"] is { } inner ? ReadState(inner) : null);
        return new State(Part<long>("transition"), iterate, Part<bool>("accepted"), Part<Key>("key"), memory);
    }

    /// <summary>A row of a trajectory.</summary>
    public static JsonArray WriteRow(TrajectoryRow row) =>
    [
        row.Iteration, row.Evaluations, Write(row.Value), Write(row.GradientNorm), Write(row.StepNorm), Write(row.LearningRate),
        Write(row.Point), Write(row.Metrics),
    ];

    /// <summary>The row of what <see cref="WriteRow"/> gave.</summary>
    public static TrajectoryRow ReadRow(JsonNode node) => new(
        node[0]!.GetValue<long>(), node[1]!.GetValue<long>(), Read<double>(node[2]!), Read<double>(node[3]!), Read<double>(node[4]!),
        Read<double>(node[5]!), Read<Vector>(node[6]!))
    { Metrics = Read<Vector>(node[7]!) };

    /// <summary>A piece of a trajectory.</summary>
    public static JsonArray Write(TrajectoryPiece piece) =>
        [piece.First, piece.Rows, piece.Dimension, piece.Metrics, Convert.ToBase64String(piece.Columns.Span)];

    /// <summary>Writes a piece of a trajectory, or null.</summary>
    public static void Write(Utf8JsonWriter writer, TrajectoryPiece? piece)
    {
        if (piece is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartArray();
        writer.WriteNumberValue(piece.First);
        writer.WriteNumberValue(piece.Rows);
        writer.WriteNumberValue(piece.Dimension);
        writer.WriteNumberValue(piece.Metrics);
        writer.WriteBase64StringValue(piece.Columns.Span);
        writer.WriteEndArray();
    }

    /// <summary>The piece of what <see cref="Write(TrajectoryPiece)"/> gave.</summary>
    public static TrajectoryPiece ReadPiece(JsonNode node) => new(
        node[0]!.GetValue<long>(), node[1]!.GetValue<int>(), node[2]!.GetValue<int>(), node[3]!.GetValue<int>(),
        Convert.FromBase64String(node[4]!.GetValue<string>()));

    /// <summary>Evaluations as compressed columns.</summary>
    /// <param name="log">The evaluations.</param>
    /// <param name="first">The first one to write.</param>
    public static JsonArray Write(EvaluationLog log, int first = 0)
    {
        var (limit, omitted, recalled, columns, errors) = log.Pack(first);
        var rows = columns.Count == 0 ? 0 : columns[0].Length;
        var packed = TrajectoryColumns.Pack(rows, columns.Count, (i, row) =>
        {
            for (var column = 0; column < row.Length; column++) row[column] = columns[column][i];
        });
        return [limit, omitted, recalled, rows, columns.Count, Convert.ToBase64String(packed), new JsonArray([.. errors])];
    }

    /// <summary>The evaluations of what <see cref="Write(EvaluationLog, int)"/> gave, of one part after the other.</summary>
    public static EvaluationLog ReadLog(IEnumerable<JsonNode> parts)
    {
        var columns = Array.Empty<List<double>>();
        PackedEvaluations? last = null;
        foreach (var part in parts)
        {
            var (rows, width) = (part[3]!.GetValue<int>(), part[4]!.GetValue<int>());
            var cells = TrajectoryColumns.Unpack(Convert.FromBase64String(part[5]!.GetValue<string>()), rows, width);
            if (columns.Length == 0) columns = [.. Enumerable.Range(0, width).Select(_ => new List<double>())];
            if (rows > 0 && columns.Length != width) throw new FormatException("Evaluations have different numbers of coordinates.");
            for (var i = 0; i < rows * width; i++) columns[i % width].Add(cells[i]);
            last = new PackedEvaluations(
                part[0]!.GetValue<int>(), part[1]!.GetValue<long>(), part[2]!.GetValue<long>(), [],
                [.. part[6]!.AsArray().Select(error => error!.GetValue<string>())]);
        }
        return last is null ? EvaluationLog.Empty
            : EvaluationLog.Restore(last with { Columns = [.. columns.Select(column => column.ToArray())] });
    }

    /// <summary>A problem but for its functions, of which only the number of equations and the direction stand in it.</summary>
    public static JsonObject Write(Problem problem) => new()
    {
        ["maximize"] = problem.Objective.Maximize,
        ["within"] = Write(problem.Within),
        ["equations"] = problem.Equations.Count,
        ["inequalities"] = problem.Inequalities.Count,
        ["equationWeight"] = Write(problem.EquationWeight),
        ["l1"] = Write(problem.Penalty?.L1 ?? 0),
        ["l2"] = Write(problem.Penalty?.L2 ?? 0),
        ["scale"] = Write(problem.Scale),
    };

    /// <summary>The problem of what <see cref="Write(Problem)"/> gave, of functions that are evaluated elsewhere.</summary>
    public static Problem ReadProblem(JsonNode? node, string objective) =>
        ReadProblem(node, Objective.AnsweredElsewhere(objective), Objective.AnsweredElsewhere(objective));

    /// <summary>The problem of what <see cref="Write(Problem)"/> gave.</summary>
    /// <param name="node">The problem.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="constraint">What stands for each constraint.</param>
    public static Problem ReadProblem(JsonNode? node, Objective objective, Objective constraint)
    {
        var source = node as JsonObject ?? throw new FormatException("The problem is missing.");
        var missing = constraint.WithMaximize(source["maximize"]!.GetValue<bool>());
        return Problem.Of(objective.WithMaximize(source["maximize"]!.GetValue<bool>()))
            .KeptWithin(Read<Projection?>(source["within"]))
            .EqualTo([.. Enumerable.Repeat(missing, Count("equations"))])
            .AtMost([.. Enumerable.Repeat(missing, Count("inequalities"))])
            .WithEquationWeight(Read<double>(source["equationWeight"]!))
            .Penalized(Read<double>(source["l1"]!), Read<double>(source["l2"]!))
            .ScaledBy(Read<Vector?>(source["scale"]));

        int Count(string name) => source[name]!.GetValue<int>() is >= 0 and <= MostConstraints and var count ? count
            : throw new FormatException($"There are no {source[name]} {name}.");
    }

    /// <summary>A value as JSON.</summary>
    public static JsonNode? Write(object? value) => value switch
    {
        null => null,
        double number => Number(number),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        Enum choice => JsonValue.Create(choice.ToString()),
        Key key => JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"{key.High:x16}{key.Low:x16}")),
        Vector vector => List(vector.AsSeq()),
        Chain chain => List(chain.Links),
        Method method => Record(method, Method.Catalogue),
        Schedule schedule => Record(schedule, Schedule.Catalogue),
        Search search => Record(search, Search.Catalogue),
        Transformation link => Record(link, Transformation.Catalogue),
        Projection set => Record(set, Projection.Catalogue),
        IEnumerable items => List(items),
        _ => new JsonObject { [Code] = value.GetType().Name },
    };

    /// <summary>A value of a type from JSON; the default of the type, such as null, if there is none.</summary>
    public static T Read<T>(JsonNode? node) => (T)Read(node, typeof(T))!;

    /// <summary>A value of a type from JSON; null if there is none.</summary>
    public static object? Read(JsonNode? node, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (node is null) return null;
        if (type == typeof(double)) return node.GetValueKind() == JsonValueKind.String ? Named((string)node!) : node.GetValue<double>();
        if (type == typeof(int)) return node.GetValue<int>();
        if (type == typeof(long)) return node.GetValue<long>();
        if (type == typeof(bool)) return node.GetValue<bool>();
        if (type == typeof(string)) return node.GetValue<string>();
        if (type.IsEnum) return Enum.Parse(type, node.GetValue<string>());
        if (type == typeof(Key)) return ReadKey(node.GetValue<string>());
        if (type == typeof(Vector)) return Vector.Create(Items<double>(node));
        if (type == typeof(Chain)) return Chain.Of(Items<Transformation>(node));
        if (type == typeof(Method)) return ReadRecord(node, Method.Catalogue);
        if (type == typeof(Schedule)) return ReadRecord(node, Schedule.Catalogue);
        if (type == typeof(Search)) return ReadRecord(node, Search.Catalogue);
        if (type == typeof(Transformation)) return ReadRecord(node, Transformation.Catalogue);
        if (type == typeof(Projection)) return ReadRecord(node, Projection.Catalogue);
        if (node is JsonObject code && code.ContainsKey(Code)) throw Needed((string?)code[Code]);
        var element = type.IsArray ? type.GetElementType() : type.GetGenericArguments().FirstOrDefault();
        if (element is null || node is not JsonArray list) throw new FormatException($"There is no {type.Name} in {node.ToJsonString()}.");
        var items = Array.CreateInstance(element, list.Count);
        for (var i = 0; i < items.Length; i++) items.SetValue(Read(list[i], element), i);
        return items;
    }

    /// <summary>
    /// The shortest text that reads back the same. The runtime's own is one bit off for 2⁻²⁵, so each is tried; 17 digits always serve.
    /// </summary>
    private static JsonNode Number(double number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (!double.IsFinite(number)) return JsonValue.Create(text);
        return double.Parse(text, CultureInfo.InvariantCulture) == number
            ? JsonValue.Create(number)
            : JsonNode.Parse(number.ToString("G17", CultureInfo.InvariantCulture))!;
    }

    private static JsonArray List(IEnumerable items) => [.. items.Cast<object?>().Select(Write)];

    private static T[] Items<T>(JsonNode node) => [.. node.AsArray().Select(item => Read<T>(item))];

    private static double Named(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static Key ReadKey(string text) => text.Length == 32
        ? new Key(Half(text[..16]), Half(text[16..]))
        : throw new FormatException($"'{text}' is not a key.");

    private static ulong Half(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static JsonObject Record<T>(T value, Catalogue<T> catalogue) where T : Parameterized
    {
        if (catalogue.Known(value.Holder.GetType()) is not { } entry) return new JsonObject { [Code] = value.GetType().Name };
        var result = new JsonObject { [TypeName] = entry.Name };
        foreach (var parameter in Description.Of(entry.Record!).Parameters.Where(parameter => value.Has(parameter.Name)))
            // A label that was never given is the name, and stays not given.
            if (parameter.Name != nameof(Method.Label) || value is not Method method || method.Label != method.Name)
                result[parameter.Name] = Write(parameter.ValueOf(value));
        return result;
    }

    private static T ReadRecord<T>(JsonNode node, Catalogue<T> catalogue) where T : Parameterized
    {
        var source = node.AsObject();
        if (source.ContainsKey(Code)) throw Needed((string?)source[Code]);
        var name = (string?)source[TypeName] ?? "";
        var entry = catalogue.Known(name) ?? throw new FormatException($"{name} is not a {typeof(T).Name}.");
        var description = Description.Of(entry.Record!);
        return entry.Create(source.Where(pair => pair.Key != TypeName).Select(pair => KeyValuePair.Create(pair.Key,
            Read(pair.Value, (description.Find(pair.Key) ?? throw new FormatException($"{name} has no {pair.Key}.")).Type))));
    }

    /// <summary>Takes the parameters with code in them out of a record, which then have their defaults.</summary>
    public static void RemoveCode(JsonNode? node)
    {
        if (node is not JsonObject record) return;
        foreach (var name in record.Where(pair => HasCode(pair.Value)).Select(pair => pair.Key).ToArray()) record.Remove(name);
    }

    private static bool HasCode(JsonNode? node) => node switch
    {
        JsonObject record => record.ContainsKey(Code) || record.Any(pair => HasCode(pair.Value)),
        JsonArray list => list.Any(HasCode),
        _ => false,
    };

    private static CheckpointException Needed(string? name) => new(CheckpointError.MethodNeeded,
        $"The method uses {name}, which is code and not in the file: give the method again.");
}
