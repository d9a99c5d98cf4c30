using System.Text.Json;
using System.Text.Json.Nodes;
using PSOptimize.Methods;
using PSOptimize.Objectives;

namespace PSOptimize.Runs;

/// <summary>A method at one of its states, as text that reads back to the last bit: for a state that is kept between two sessions.</summary>
/// <param name="Method">The method with its hyperparameters.</param>
/// <param name="State">Everything that it knows.</param>
/// <param name="Problem">The problem; of its functions only the name of the objective and the number of equations are in the text.</param>
/// <example><code>
/// var text = new SavedState(method, state, problem).ToJson();
/// var (method, state, _) = SavedState.FromJson(text);
/// </code></example>
public sealed record SavedState(Method Method, State State, Problem Problem)
{
    private const string Format = "PSOptimize state";
    private const int Version = 3;

    /// <summary>The text, one line of JSON.</summary>
    public string ToJson() => new JsonObject
    {
        ["format"] = Format,
        ["version"] = Version,
        ["module"] = CheckpointFile.ModuleVersion,
        ["objective"] = Problem.Objective.Name,
        ["problem"] = Notation.Write(Problem),
        ["method"] = Notation.Write(Method),
        ["state"] = Notation.Write(State),
    }.ToJsonString();

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="CheckpointException">The text is damaged, no state, of another version, or of a method that is made of code.</exception>
    public static SavedState FromJson(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var root = JsonNode.Parse(text) as JsonObject;
            if ((string?)root?["format"] != Format) throw Foreign(null);
            if ((int)root!["version"]! is not Version and var version)
                throw new CheckpointException(CheckpointError.OtherVersion,
                    $"The state has format version {version}, written by PSOptimize {root["module"]}; this is {CheckpointFile.ModuleVersion}, which reads version {Version}: go on with the version that wrote it.");
            var method = Notation.Read(root["method"], typeof(Method)) as Method ?? throw new FormatException("The method is missing.");
            var problem = Notation.ReadProblem(root["problem"], (string)root["objective"]!);
            var state = Notation.ReadState(root["state"]);
            method.Prepare(problem).Ask(state);
            return new SavedState(method, state, problem);
        }
        catch (JsonException error)
        {
            throw text.Contains($"\"{Format}\"", StringComparison.Ordinal) ? Damaged(error) : Foreign(error);
        }
        catch (Exception error) when (Notation.IsDamage(error))
        {
            throw Damaged(error);
        }
    }

    private static CheckpointException Foreign(Exception? inner) =>
        new(CheckpointError.Foreign, "The text is not a state of PSOptimize: give what Json of a step holds.", inner);

    private static CheckpointException Damaged(Exception inner) =>
        new(CheckpointError.Damaged, "The text is a damaged or truncated state: go on from another one, or begin anew.", inner);
}
