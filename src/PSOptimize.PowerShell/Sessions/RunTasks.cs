using System.Management.Automation;
using System.Text.Json.Nodes;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Records;
using PSOptimize.Vectors;

namespace PSOptimize.Sessions;

/// <summary>
/// Runs as text. All that decides a run (method, functions, start, key, rules for stopping) is fixed here before anything is sent, so that
/// it is the same run wherever it is made, and however often.
/// </summary>
/// <param name="session">The session of the command.</param>
internal sealed class RunTasks(SessionState session)
{
    private readonly List<JsonObject> _runs = [];
    private readonly List<JsonObject> _records = [];
    private readonly Dictionary<Objective, int> _known = [];
    private readonly Dictionary<string, PSModuleInfo> _modules = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of runs.</summary>
    public int Count => _runs.Count;

    /// <summary>The modules that script blocks use, by path.</summary>
    public IReadOnlyDictionary<string, PSModuleInfo> Modules => _modules;

    /// <summary>Adds a run.</summary>
    /// <param name="task">The run.</param>
    /// <exception cref="SessionException">A part of it belongs to this process.</exception>
    public void Add(RunTask task)
    {
        var (problem, method, options) = (task.Problem, Notation.Write(task.Method), task.Options);
        var own = Problem.Of(problem.Objective);
        try
        {
            Notation.Read<Method>(method);
        }
        catch (CheckpointException error) when (error.Error == CheckpointError.MethodNeeded)
        {
            throw new SessionException("CannotTravel", $"A hyperparameter of {task.Method.Label} is code, which cannot go to another "
                + "session: take one of the schedules of New-Schedule, or leave out -Session.", error);
        }
        _runs.Add(new JsonObject
        {
            ["objective"] = IndexOf(problem.Objective, task.Start),
            ["equations"] = new JsonArray([.. problem.Equations.Except(own.Equations).Select(equation => IndexOf(equation, task.Start))]),
            ["inequalities"] = new JsonArray(
                [.. problem.Inequalities.Except(own.Inequalities).Select(inequality => IndexOf(inequality, task.Start))]),
            ["problem"] = Notation.Write(problem),
            ["method"] = method,
            ["start"] = Notation.Write(task.Start),
            ["key"] = Notation.Write(options.Key),
            ["stop"] = EndNotation.Write(options.Stop),
            ["traceEvery"] = options.TraceEvery,
            ["traceLimit"] = options.TraceLimit,
            ["keepEvaluations"] = options.KeepEvaluations,
            ["onEvaluationError"] = options.OnEvaluationError.ToString(),
            ["evaluationRetries"] = options.EvaluationRetries,
            ["isKept"] = task.IsKept,
        });
    }

    /// <summary>Whoever makes this run from now on goes on from a state.</summary>
    /// <param name="run">Its index.</param>
    /// <param name="state">The text of a checkpoint.</param>
    public void GoOnFrom(int run, string state) => _runs[run]["state"] = state;

    /// <summary>The last state of a run that is known; null if it has not begun.</summary>
    /// <param name="run">Its index.</param>
    public Checkpoint? StateOf(int run) => StateOf(_runs[run]);

    /// <summary>The text of some of the runs, with the functions that they need.</summary>
    /// <param name="runs">Their indexes.</param>
    public string TextOf(IReadOnlyCollection<int> runs)
    {
        var needed = runs.SelectMany(run => (JsonNode?[])
            [_runs[run]["objective"], .. _runs[run]["equations"]!.AsArray(), .. _runs[run]["inequalities"]!.AsArray()])
            .Select(node => (int)node!).Distinct();
        return new JsonObject
        {
            ["functions"] = new JsonObject(needed.Select(i => KeyValuePair.Create($"{i}", (JsonNode?)_records[i].DeepClone()))),
            ["runs"] = new JsonArray([.. runs.Select(run => _runs[run].DeepClone())]),
        }.ToJsonString();
    }

    /// <summary>The runs of a text. Its script blocks become code.</summary>
    /// <param name="text">What <see cref="TextOf"/> gave.</param>
    public static IEnumerable<RunTask> Read(string text)
    {
        var content = JsonNode.Parse(text)!.AsObject();
        var functions = content["functions"]!.AsObject()
            .ToDictionary(record => record.Key, record => FunctionRecord.Read(record.Value!.AsObject()));
        return content["runs"]!.AsArray().Select(run => Read(run!.AsObject(), index => functions[$"{(int)index!}"]));
    }

    private static RunTask Read(JsonObject run, Func<JsonNode?, Objective> function)
    {
        var objective = function(run["objective"]);
        // Those that come with the objective are not in the text.
        Objective[] constraints =
            [.. run["equations"]!.AsArray().Select(function), .. run["inequalities"]!.AsArray().Select(function)];
        var problem = Notation.ReadProblem(run["problem"], objective, objective).WithFunctions(objective, constraints)
            ?? throw new ArgumentException($"The constraints of {objective.Name} are not those of the run.");
        return new RunTask(problem, Notation.Read<Method>(run["method"]), Notation.Read<Vector>(run["start"]), new RunOptions
        {
            Key = Notation.Read<Key>(run["key"]),
            Stop = EndNotation.ReadRule(run["stop"]!),
            TraceEvery = (long)run["traceEvery"]!,
            TraceLimit = (int)run["traceLimit"]!,
            KeepEvaluations = (int?)run["keepEvaluations"],
            OnEvaluationError = Enum.Parse<EvaluationErrorAction>((string)run["onEvaluationError"]!),
            EvaluationRetries = (int?)run["evaluationRetries"],
        })
        {
            From = StateOf(run),
            IsKept = (bool)run["isKept"]!,
        };
    }

    private static Checkpoint? StateOf(JsonObject run) =>
        (string?)run["state"] is { } state ? CheckpointFile.Parse(state, "The state of the run", null) : null;

    private int IndexOf(Objective function, Vector point)
    {
        if (_known.TryGetValue(function, out var index)) return index;
        _records.Add(FunctionRecord.Write(function, point, session, _modules));
        return _known[function] = _records.Count - 1;
    }
}
