using System.Text.Json;
using System.Text.Json.Nodes;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs.Records;

namespace PSOptimize.Runs.Checkpoints;

/// <summary>
/// A method with a state, to be stored as text between two sessions. Reading the text restores every bit of the state.
/// </summary>
/// <param name="Method">The method with its hyperparameters.</param>
/// <param name="State">A state of the method.</param>
/// <param name="Problem">
/// The problem. Of its functions, the text contains only the name of the objective and the number of equations.
/// </param>
/// <example><code>
/// var text = new SavedState(method, state, problem).ToJson();
/// var (method, state, _) = SavedState.FromJson(text);
/// </code></example>
public sealed record SavedState(Method Method, State State, Problem Problem)
{
    private const string Format = "PSOptimize state";
    private const int Version = 4;

    /// <summary>The saved state as one line of JSON.</summary>
    public string ToJson() => Write(null);

    /// <summary>The same with the session that the state belongs to.</summary>
    internal string Write(JsonObject? session) => new JsonObject
    {
        ["format"] = Format,
        ["version"] = Version,
        ["module"] = Envelope.ModuleVersion,
        ["objective"] = Problem.Objective.Name,
        ["problem"] = Notation.Write(Problem),
        ["method"] = Notation.Write(Method),
        ["state"] = Notation.Write(State),
        ["session"] = session,
    }.ToJsonString();

    /// <summary>Parses the text that <see cref="ToJson"/> writes.</summary>
    /// <param name="text">One line of JSON.</param>
    /// <exception cref="CheckpointException">
    /// The text is damaged, is not a saved state, has another version, or belongs to a method that contains code.
    /// </exception>
    public static SavedState FromJson(string text) => Read(text, (saved, _) => saved);

    /// <summary>Whether a text begins like a saved state.</summary>
    internal static bool Begins(string text) => text.StartsWith($"{{\"format\":\"{Format}\"", StringComparison.Ordinal);

    /// <summary>Makes something of a saved state and its session, if it has one.</summary>
    internal static T Read<T>(string text, Func<SavedState, JsonObject?, T> make)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            if (JsonNode.Parse(text) is not JsonObject root || (string?)root["format"] != Format) throw Foreign(null);
            if (StoredParts.Value<int>(root, "version") is not Version and var version)
                throw new CheckpointException(CheckpointError.OtherVersion,
                    $"The state has format version {version}, written by PSOptimize {root["module"]}; "
                    + $"this is {Envelope.ModuleVersion}, which reads version {Version}: continue with the version that wrote it.");
            StoredParts.CheckArrays(root);
            var method = StoredParts.ReadMethod(root);
            var (problem, state, _) = StoredParts.ReadProblemAndState(root, root, method);
            return make(new SavedState(method, state, problem), root["session"] as JsonObject);
        }
        catch (JsonException error)
        {
            throw text.Contains($"\"{Format}\"", StringComparison.Ordinal) ? Damaged(error) : Foreign(error);
        }
        catch (Exception error) when (StoredParts.IsDamage(error))
        {
            throw Damaged(error);
        }
    }

    private static CheckpointException Foreign(Exception? inner) =>
        new(CheckpointError.Foreign, "The text is not a state of PSOptimize: give the Json of a step.", inner);

    private static CheckpointException Damaged(Exception inner) =>
        new(CheckpointError.Damaged, "The text is a damaged or truncated state: continue from another one, or start again.", inner);
}
