namespace PSOptimize.Attack;

/// <summary>
/// Calls of each cmdlet, sound but for one to three parameters: every parameter again and again, with hostile values that the seed decides.
/// </summary>
internal sealed class HostileCalls(Surface surface, int seed)
{
    // Sound calls of each cmdlet: what is given by name, and what comes down the pipeline.
    private static readonly Dictionary<string, Sound[]> SoundCalls = new()
    {
        ["Compare-Run"] = [new("$runs", ("By", "'Method'")), new("$stored")],
        ["Export-Run"] =
        [
            new("$runs", ("Path", "'out.jsonl'"), ("Force", "$true")), new("$run", ("Path", "'out.csv'"), ("Force", "$true")),
        ],
        ["Export-TrajectoryPlot"] =
        [
            new("$run", ("Path", "'out.svg'"), ("Force", "$true")), new("$runs", ("LiteralPath", "'out.html'"), ("Force", "$true")),
            new("$fitRun", ("Path", "'fit.svg'"), ("Force", "$true")),
        ],
        ["Get-Evaluation"] = [new("$run"), new("$step.ToRun()")],
        ["Get-OptimizerMethod"] = [new(null), new("'Adam'")],
        ["Get-Prediction"] = [new("$rows", ("Fit", "($fitRun | Measure-Objective -Fit)"))],
        ["Get-Run"] = [new(null, ("Store", "'keep/runs.db'"))],
        ["Get-TestProblem"] = [new(null), new("'Rosenbrock'")],
        ["Get-Trajectory"] = [new("$runs"), new("$fitRun")],
        ["Import-Run"] = [new(null, ("Path", "'keep/runs.jsonl'")), new("'keep/run.json'", ("Store", "'new.db'"), ("Experiment", "'e'"))],
        ["Invoke-Optimizer"] =
        [
            new(null, ("Objective", "'Rosenbrock'")), new("$block", ("Start", "1, 2")), new("$fit"),
            new("$slow", ("Start", "1, 2"), ("ThrottleLimit", "2"), ("OnEvaluationError", "'Worst'")),
            new("[pscustomobject]@{ Method = 'RMSProp'; LearningRate = '0.1'; Start = '1 2' }", ("Objective", "$rosenbrock")),
            new(null, ("Objective", "$rosenbrock"), ("CheckpointPath", "'c.json'"), ("CheckpointEvery", "1"), ("Force", "$true")),
            new(null, ("Objective", "$rosenbrock"), ("Store", "'keep/more.db'"), ("Experiment", "'e'"), ("SkipDone", "$true")),
            new(null, ("Objective", "$rosenbrock"), ("Resume", "'keep/run.json'")),
            new("$rosenbrock", ("Within", "-2..2"), ("L1", "0.1"), ("Seed", "1, 2")),
        ],
        ["Invoke-PlannedEvaluation"] = [],
        ["Invoke-PlannedRun"] = [],
        ["Measure-Objective"] =
        [
            new("$rosenbrock", ("Point", "1, 2")), new("$fitRun", ("Fit", "$true")), new("$fit", ("Point", "1, 2, 3"), ("Data", "$rows")),
        ],
        ["New-Objective"] =
        [
            new("$block"), new(null, ("Problem", "'Rosenbrock'")),
            new("$rows", ("Linear", "$true"), ("Target", "'y'"), ("Feature", "'a', 'b'")),
            new("$rows", ("Model", "{ param($row, $p, $q) $p * $row.a + $q }"), ("Target", "'y'"), ("Sigma", "'sigma'")),
            new("$rows", ("Linear", "$true"), ("Target", "'y'"), ("Feature", "'a', 'b'"), ("Weight", "'sigma'")),
            new("$rows", ("Softmax", "$true"), ("Target", "'kind'"), ("Feature", "'a', 'b'")),
            new("$rows", ("Network", "3"), ("Target", "'y'"), ("Feature", "'a', 'b'"), ("BatchSize", "2")),
            new("$rows", ("Logistic", "$true"), ("Target", "'kind'"), ("Feature", "'a', 'b'")),
        ],
        ["New-Optimizer"] =
        [
            new(null, ("Method", "'Adam'")), new(null, ("Chain", "'ClipByNorm', 'ScaleByAdam', 'ScaleByLearningRate'")),
        ],
        ["New-OptimizerSession"] = [],
        ["New-Schedule"] = [new(null, ("Name", "'Cosine'"), ("Steps", "10")), new(null, ("Script", "{ param($step) 0.1 }"))],
        ["Remove-Run"] =
        [
            new(null, ("Store", "'keep/runs.db'"), ("Id", "'0000'"), ("WhatIf", "$true")), new("$stored", ("WhatIf", "$true")),
        ],
        ["Resume-Run"] =
        [
            new("$stored", ("MaxIterations", "5")),
            new(null, ("Store", "'keep/runs.db'"), ("Id", "$stored[0].Id"), ("Objective", "$rosenbrock")),
        ],
        ["Show-Trajectory"] = [new("$runs"), new("$run", ("Width", "60"))],
        ["Step-Optimizer"] =
        [
            new(null, ("Method", "'NelderMead'"), ("Start", "1, 2")), new("$step", ("Value", "1, 2, 3")),
            new("$step", ("Objective", "$any")),
            new(null, ("Method", "'Adam'"), ("Start", "1, 2"), ("Path", "'s.json'"), ("Force", "$true")),
            new(null, ("Path", "'keep/step.json'"), ("Value", "1"), ("Gradient", "1, 2")),
            new("$step.Json", ("Value", "1")),
        ],
        ["Test-Gradient"] = [new("$rosenbrock", ("Point", "1, 2")), new("$any", ("Point", "(1, 2), (3, 4)"))],
    };

    // Parameters with which a call would last or reach beyond this machine.
    private static readonly string[] LeftAlone = ["Show", "Session", "Confirm"];

    /// <summary>The cmdlets that no sound call is known for; a test wants none.</summary>
    public IEnumerable<string> Unknown => surface.Commands.Select(command => command.Name).Except(SoundCalls.Keys);

    /// <summary>So many different calls, in which each parameter is met as long as there are enough of them.</summary>
    public IReadOnlyList<Call> Take(int count)
    {
        var random = new Random(seed);
        var calls = new HashSet<Call>(count);
        foreach (var (command, parameter) in Targets(random))
        {
            if (calls.Count == count) break;
            string[] names = [parameter.Name, .. random.Next(4) > 0 ? (string[])[] : [Another(command, random), Another(command, random)]];
            var wrong = names.Except(LeftAlone).ToDictionary(
                name => name, name => HostileValues.Draw(command.Find(name).Kind, random));
            if (!wrong.Any(pair => IsLeftOut(command.Find(pair.Key), pair.Value))) calls.Add(Make(random, command, wrong));
        }
        return [.. calls];
    }

    private static string Another(Surface.Command command, Random random) =>
        command.Parameters[random.Next(command.Parameters.Length)].Name;

    /// <summary>
    /// All parameters, round after round. The many hyperparameters are alike, so that a round has a quarter of them.
    /// </summary>
    private IEnumerable<(Surface.Command Command, Surface.Parameter Parameter)> Targets(Random random)
    {
        var all = surface.Commands.Where(command => SoundCalls[command.Name].Length > 0).SelectMany(command => command.Parameters
            .Where(parameter => !LeftAlone.Contains(parameter.Name)).Select(parameter => (command, parameter))).ToArray();
        random.Shuffle(all);
        for (var round = 0; ; round++)
        {
            var targets = all.Where((target, i) => !target.parameter.IsDynamic || i % 4 == round % 4).ToArray();
            random.Shuffle(targets);
            foreach (var target in targets) yield return target;
        }
    }

    private Call Make(Random random, Surface.Command command, Dictionary<string, string> wrong)
    {
        var sounds = SoundCalls[command.Name];
        var fitting = sounds.Where(sound => wrong.Keys.All(name => Fits(command, sound, name))).ToArray();
        var sound = fitting.Length > 0 ? fitting[random.Next(fitting.Length)] : sounds[random.Next(sounds.Length)];
        var given = sound.Given.ToDictionary(pair => pair.Name, pair => pair.Value);
        if (command.Name is "Invoke-Optimizer" or "Resume-Run")
        {
            given["MaxEvaluations"] = "60";
            given["MaxTime"] = "2";
            given.TryAdd("MaxIterations", "5");
        }
        var owners = surface.Methods.Where(method => wrong.Keys.All(name =>
            !command.Find(name).IsDynamic || method.Parameters.Contains(name, StringComparer.OrdinalIgnoreCase))).ToArray();
        if (given.ContainsKey("Method") || (command.Name == "Invoke-Optimizer" && !given.ContainsKey("Resume")))
            if (owners.Length > 0) given["Method"] = $"'{owners[random.Next(owners.Length)].Name}'";
        var pipe = sound.Pipe;
        foreach (var (name, value) in wrong)
        {
            var parameter = command.Find(name);
            if (parameter.IsPiped && random.Next(2) == 0)
            {
                pipe = value;
                given.Remove(name);
            }
            else
            {
                given[name] = value;
                if (parameter.IsPiped && !parameter.Sets.Contains("__AllParameterSets")) pipe = null;
                else if (parameter.IsPiped && random.Next(2) == 0) pipe = null;
            }
        }
        var arguments = string.Concat(given.Select(pair => $" -{pair.Key}:({pair.Value})"));
        return new Call($"{(pipe is null ? "" : $"{pipe} | ")}{command.Name}{arguments}");
    }

    /// <summary>
    /// What is no fault of the module: PowerShell itself overflows its stack when it makes an enumeration of a list that holds itself, a
    /// pipe into which nobody writes is waited for, and many runs last.
    /// </summary>
    private static bool IsLeftOut(Surface.Parameter parameter, string value) => value switch
    {
        "$cyclic" => parameter.IsEnum,
        "'aside/pipe'" => true,
        "100000" or "1e9" => parameter.Name == "StartCount",
        _ => false,
    };

    /// <summary>Whether a parameter can be given beside those of a sound call: a set has all of them.</summary>
    private static bool Fits(Surface.Command command, Sound sound, string name)
    {
        string[] Sets(string each) => Array.Find(command.Parameters, parameter => parameter.Name == each)?.Sets ?? ["__AllParameterSets"];
        var sets = Sets(name);
        return sets.Contains("__AllParameterSets") || sound.Given.All(pair =>
            Sets(pair.Name) is var other && (other.Contains("__AllParameterSets") || other.Intersect(sets).Any()));
    }

    /// <summary>A sound call.</summary>
    private sealed record Sound(string? Pipe, params (string Name, string Value)[] Given);
}
