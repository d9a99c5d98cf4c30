using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using PSOptimize.Methods;
using PSOptimize.Objectives;

namespace PSOptimize.Runs.Records;

/// <summary>
/// The parts of a stored object. What is missing or of another kind is a <see cref="FormatException"/> that names the part.
/// </summary>
internal static class StoredParts
{
    /// <summary>Whether an exception means that a stored text is not what was written.</summary>
    public static bool IsDamage(Exception error) =>
        error is JsonException or FormatException or InvalidOperationException or ArgumentException or OverflowException
            or InvalidCastException or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException
            or TargetInvocationException;

    /// <summary>The part of a name.</summary>
    public static JsonNode Part(JsonObject whole, string name) => whole[name] ?? throw new FormatException($"{name} is missing.");

    /// <summary>The part of a name as an object.</summary>
    public static JsonObject ObjectPart(JsonObject whole, string name) =>
        Part(whole, name) as JsonObject ?? throw new FormatException($"{name} is not an object.");

    /// <summary>The part of a name as a number, a flag or a text.</summary>
    public static T Value<T>(JsonObject whole, string name) => Part(whole, name).GetValue<T>();

    /// <summary>The method of a stored object.</summary>
    public static Method ReadMethod(JsonObject whole) =>
        Notation.Read<Method>(Part(whole, "method"));

    /// <summary>The problem and the state of stored objects, if the method accepts them, and what the state asks for.</summary>
    public static (Problem Problem, State State, Request Request) ReadProblemAndState(
        JsonObject ofProblem, JsonObject ofState, Method method)
    {
        CheckProblem(ObjectPart(ofProblem, "problem"));
        CheckState(ObjectPart(ofState, "state"));
        var problem = Notation.ReadProblem(ofProblem["problem"], Value<string>(ofProblem, "objective"));
        var state = Notation.ReadState(ofState["state"]);
        var solver = method.Prepare(problem);
        solver.Check(state);
        return (problem, state, solver.Ask(state));
    }

    /// <summary>Throws if a problem lacks one of its parts.</summary>
    public static void CheckProblem(JsonObject problem)
    {
        foreach (var name in (string[])["maximize", "equations", "inequalities", "equationWeight", "l1", "l2"]) Part(problem, name);
        if (problem["within"] is not (null or JsonObject)) throw new FormatException("within is not an object.");
    }

    private static void CheckState(JsonObject state)
    {
        foreach (var name in (string[])["vectors", "numbers"]) ObjectPart(state, name);
        if (state["inner"] is not null) CheckState(ObjectPart(state, "inner"));
    }

    /// <summary>Throws if any array within a node has an element that is null; optional parts are properties of objects.</summary>
    public static void CheckArrays(JsonNode? node)
    {
        if (node is JsonObject whole)
            foreach (var (_, part) in whole) CheckArrays(part);
        else if (node is JsonArray list)
            foreach (var item in list) CheckArrays(item ?? throw new FormatException($"{list.GetPath()} has an element that is null."));
    }
}
