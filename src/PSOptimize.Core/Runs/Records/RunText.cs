using System.Text.Json.Nodes;
using PSOptimize.Objectives;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Records;

/// <summary>
/// A run as one line of text, the same on a wire, in a file and in a store. Reading it runs no code: the functions of its problem are not
/// in it, unless the objective is a test problem, which is found by its name.
/// </summary>
/// <remarks>
/// The text holds what <see cref="Run"/> has: problem, method, outcome, stop rule, state, provenance, failures, and the trajectory as
/// <see cref="TrajectoryPiece"/>. What was code (a schedule made of a function, a condition for stopping) has its default when it is read.
/// </remarks>
public static class RunText
{
    private const string Advice = "ask for it again, or look for another copy";

    // The value of a problem that was found by its name may differ so much from that of the run, which another processor may have made.
    private const double Rounding = 1e-9;

    private static readonly Envelope Envelope = new("PSOptimize run", 1, "give the Json of a run");

    /// <summary>The text of a run.</summary>
    /// <param name="run">The run.</param>
    public static string Write(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Write(run, run.Trajectory.Count == 0 ? [] : [run.Trajectory.Pack(0, run.Trajectory.Count)]);
    }

    /// <summary>The text of a run without its trajectory, which is stored beside it in pieces.</summary>
    /// <param name="run">The run.</param>
    public static string WriteHead(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Write(run, null);
    }

    /// <summary>Reads a run.</summary>
    /// <param name="text">What <see cref="Write(Run)"/> or <see cref="WriteHead"/> gave.</param>
    /// <param name="pieces">The trajectory, if it is not in the text; default none.</param>
    /// <exception cref="CheckpointException">
    /// The text is damaged, is not a run, has another version, or its method is code that is not in it.
    /// </exception>
    public static Run Read(string text, IEnumerable<TrajectoryPiece>? pieces = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var content = Envelope.Open(text.TrimEnd(), "The text", Advice);
        try
        {
            StoredParts.CheckArrays(content);
            return Restore(content, pieces);
        }
        catch (Exception error) when (StoredParts.IsDamage(error))
        {
            throw Envelope.Damaged("The text", Advice, error);
        }
    }

    private static string Write(Run run, TrajectoryPiece[]? pieces)
    {
        var provenance = run.Provenance;
        return Envelope.Seal(Envelope.Text(new JsonObject
        {
            ["id"] = provenance.Id,
            ["started"] = provenance.Started,
            ["seed"] = provenance.Seed,
            ["host"] = provenance.Host,
            ["runtime"] = provenance.Runtime,
            ["madeBy"] = provenance.ModuleVersion,
            ["given"] = new JsonArray([.. provenance.Given]),
            ["row"] = new JsonArray([.. provenance.Row.Select(cell => new JsonArray(cell.Key, cell.Value))]),
            ["objective"] = ObjectiveNotation.Write(run.Problem.Objective, run.Start.Count),
            ["problem"] = Notation.Write(run.Problem),
            ["method"] = Notation.Write(run.Method),
            ["reason"] = run.Reason,
            ["start"] = Notation.Write(run.Start),
            ["outcome"] = EndNotation.Write(run.Outcome),
            ["stop"] = EndNotation.Write(run.Stop),
            ["best"] = Notation.WriteRow(run.Best),
            ["last"] = Notation.WriteRow(run.Last),
            ["state"] = Notation.Write(run.State),
            ["evaluations"] = run.Evaluations,
            ["elapsedTicks"] = run.Elapsed.Ticks,
            ["failures"] = new JsonArray([.. run.Failures.Select(Write)]),
            ["failureCount"] = run.FailureCount,
            ["evaluated"] = Notation.Write(run.Evaluated),
            ["traceEvery"] = run.Trajectory.Every,
            ["traceLimit"] = run.Trajectory.Limit,
            ["trace"] = pieces is null ? null : new JsonArray([.. pieces.Select(Notation.Write)]),
        }));
    }

    private static Run Restore(JsonObject content, IEnumerable<TrajectoryPiece>? pieces)
    {
        Notation.RemoveCode(Part("method"));
        var method = StoredParts.ReadMethod(content);
        var best = Notation.ReadRow(Part("best"));
        var problem = ProblemOf(content, best);
        return new Run(
            problem, method, Notation.Read<Vector>(Part("start")), EndNotation.ReadOutcome(StoredParts.ObjectPart(content, "outcome")),
            best, Notation.ReadRow(Part("last")),
            Trajectory.FromPieces(
                Value<long>("traceEvery"), Value<int>("traceLimit"),
                pieces ?? content["trace"]?.AsArray().Select(piece => Notation.ReadPiece(piece!)) ?? []),
            Notation.ReadState(Part("state")), Value<long>("evaluations"), new TimeSpan(Value<long>("elapsedTicks")))
        {
            Reason = Value<string>("reason"),
            Stop = EndNotation.ReadRule(Part("stop")),
            Failures = [.. Part("failures").AsArray().Select(failure => ReadFailure(failure!.AsArray()))],
            FailureCount = Value<long>("failureCount"),
            Evaluated = Notation.ReadLog(content["evaluated"] is { } evaluated ? [evaluated] : []),
            Provenance = new Provenance
            {
                Id = Value<Guid>("id"),
                Started = Value<DateTimeOffset>("started"),
                Seed = content["seed"]?.GetValue<long>(),
                Host = Value<string>("host"),
                Runtime = Value<string>("runtime"),
                ModuleVersion = Value<string>("madeBy"),
                Given = [.. Part("given").AsArray().Select(name => name!.GetValue<string>())],
                Row = [.. Part("row").AsArray().Select(cell => KeyValuePair.Create(
                    cell!.AsArray()[0]!.GetValue<string>(), cell.AsArray()[1]!.GetValue<string>()))],
            },
        };

        JsonNode Part(string name) => StoredParts.Part(content, name);
        T Value<T>(string name) => StoredParts.Value<T>(content, name);
    }

    /// <summary>The problem, with its function if that is a test problem and has the value of the run at its best point.</summary>
    private static Problem ProblemOf(JsonObject content, TrajectoryRow best)
    {
        StoredParts.CheckProblem(StoredParts.ObjectPart(content, "problem"));
        var (stored, found) = ObjectiveNotation.Read(StoredParts.ObjectPart(content, "objective"));
        var problem = Notation.ReadProblem(content["problem"], stored, Objective.AnsweredElsewhere(stored.Name));
        if (found is null) return problem;
        found = found.WithMaximize(problem.Objective.Maximize);
        var whole = problem.WithFunctions(found) ?? problem.WithObjective(found);
        // A run that was stored before its first evaluation has no value yet.
        if (double.IsNaN(best.Value)) return whole;
        var value = best.Point.Count == found.Dimension ? whole.Function.Value(best.Point) : double.NaN;
        return Math.Abs(value - best.Value) <= Rounding * Math.Max(1, Math.Abs(value)) ? whole : problem;
    }

    private static JsonArray Write(EvaluationFailure failure) =>
        [failure.Iteration, Notation.Write(failure.Point), failure.Attempt, EndNotation.Write(failure.Error)];

    private static EvaluationFailure ReadFailure(JsonArray parts) => new(
        parts[0]!.GetValue<long>(), Notation.Read<Vector>(parts[1]!), parts[2]!.GetValue<int>(),
        EndNotation.ReadError(parts[3]!.AsObject()));
}
