using System.Globalization;
using System.Text.Json.Nodes;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Records;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Sessions;

/// <summary>What a session knows beside the state of its method, as JSON.</summary>
internal static class SessionNotation
{
    public static JsonObject Write(Session session) => new()
    {
        ["coordinates"] = Notation.Write(session.Problem.Objective.CoordinateNames),
        ["start"] = Notation.Write(session.StartPoint),
        ["key"] = Notation.Write(session.Key),
        ["begun"] = Date(session.Begun),
        ["stop"] = session.Stop is { } stop ? EndNotation.Write(stop) : null,
        ["history"] = new JsonArray([.. session.History.Select(Write)]),
        ["pending"] = new JsonArray([.. session.Pending.Select(Write)]),
        ["notes"] = new JsonArray([.. session.Notes.Select(note => new JsonObject
        {
            ["at"] = Date(note.At), ["iteration"] = note.Iteration, ["text"] = note.Text,
        })]),
    };

    public static Session Read(SavedState saved, JsonObject? source)
    {
        if (source is null) throw new FormatException("The session is missing.");
        var names = Notation.Read<string[]>(source["coordinates"]);
        var problem = saved.Problem;
        if (names.Length > 0) problem = problem.WithObjective(problem.Objective.WithCoordinateNames(names));
        var start = Notation.Read<Vector>(StoredParts.Part(source, "start"));
        var session = new Session(
            problem, saved.Method, start, Notation.Read<Key>(StoredParts.Part(source, "key")), ReadDate(source, "begun"), saved.State);
        if (start.Count != saved.State.Point.Count) throw new FormatException("The start is not a start of the state.");
        SessionAnswer[] history = [.. Items("history").Select(ReadAnswer)];
        if (Array.Exists(history, answer => answer.Point.Count != start.Count))
            throw new FormatException("An answer of the history has another number of coordinates than the start.");
        return session.Restored(
            source["stop"] is { } stop ? EndNotation.ReadRule(stop) : null,
            history, Items("pending").Select(ReadAnswer),
            Items("notes").Select(note => new SessionNote(
                ReadDate(note, "at"), StoredParts.Value<long>(note, "iteration"), StoredParts.Value<string>(note, "text"))));

        IEnumerable<JsonObject> Items(string name) => StoredParts.Part(source, name).AsArray().Select(item => item!.AsObject());
    }

    private static JsonObject Write(SessionAnswer answer) => new()
    {
        ["index"] = answer.Index,
        ["iteration"] = answer.Iteration,
        ["point"] = Notation.Write(answer.Point),
        ["asked"] = Date(answer.Asked),
        ["told"] = Date(answer.Told),
        ["error"] = answer.Error,
        ["evaluation"] = answer.Evaluation is { } evaluation ? Write(evaluation) : null,
    };

    private static SessionAnswer ReadAnswer(JsonObject source)
    {
        var (index, told) = (StoredParts.Value<int>(source, "index"), ReadDate(source, "told"));
        var answer = source["evaluation"] is JsonObject evaluation
            ? SessionAnswer.Of(index, ReadEvaluation(evaluation), told)
            : SessionAnswer.Failed(index, StoredParts.Value<string>(source, "error"), told);
        return answer with
        {
            Asked = ReadDate(source, "asked"),
            Iteration = StoredParts.Value<long>(source, "iteration"),
            Point = Notation.Read<Vector>(StoredParts.Part(source, "point")),
        };
    }

    private static JsonObject Write(Evaluation evaluation)
    {
        var result = new JsonObject { ["value"] = Notation.Write(evaluation.Value) };
        if (evaluation.Has(Information.Gradient)) result["gradient"] = Notation.Write(evaluation.Gradient);
        if (evaluation.Has(Information.HessianProduct)) result["product"] = Notation.Write(evaluation.HessianProduct);
        if (evaluation.Has(Information.Residuals)) result["residuals"] = Notation.Write(evaluation.Residuals);
        if (evaluation.Has(Information.Jacobian)) result["jacobian"] = Notation.Write(Vector.Copy(evaluation.Jacobian.AsSpan()));
        return result;
    }

    private static Evaluation ReadEvaluation(JsonObject source)
    {
        var value = Notation.Read<double>(StoredParts.Part(source, "value"));
        var result = source["gradient"] is { } gradient ? Evaluation.Of(value, Notation.Read<Vector>(gradient)) : Evaluation.Of(value);
        if (source["product"] is { } product) result = result.WithHessianProduct(Notation.Read<Vector>(product));
        if (source["residuals"] is not { } node) return result;
        var residuals = Notation.Read<Vector>(node);
        var cells = source["jacobian"] is { } jacobian ? Notation.Read<Vector>(jacobian) : null;
        return result.WithResiduals(residuals, cells is null ? null : Matrix.Of(residuals.Count, cells.Count / residuals.Count, cells));
    }

    private static string Date(DateTimeOffset date) => date.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset ReadDate(JsonObject source, string name) => DateTimeOffset.ParseExact(
        StoredParts.Value<string>(source, name), "O", CultureInfo.InvariantCulture);
}
