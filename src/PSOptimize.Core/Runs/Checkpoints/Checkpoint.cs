using System.Globalization;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs.Evaluations;
using PSOptimize.Runs.Records;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Checkpoints;

/// <summary>
/// A run between two transitions, as an immutable value. A run resumed from it is bit-identical to one that was never interrupted. It
/// contains everything except the functions of the problem.
/// </summary>
public sealed record Checkpoint
{
    internal Checkpoint() { }

    /// <summary>The version of the module that created the checkpoint.</summary>
    public string ModuleVersion { get; internal init; } = Envelope.ModuleVersion;

    /// <summary>The version of the module that is running.</summary>
    public static string CurrentVersion => Envelope.ModuleVersion;

    /// <summary>The name of the objective.</summary>
    public required string ObjectiveName { get; init; }

    /// <summary>Whether the objective is maximised.</summary>
    public bool Maximize => Problem.Objective.Maximize;

    /// <summary>The problem. If it was read from a file, its functions are placeholders, of which only name and number are known.</summary>
    internal Problem Problem { get; init; } = null!;

    /// <summary>The method with its hyperparameters.</summary>
    public required Method Method { get; init; }

    /// <summary>The starting point of the run.</summary>
    public required Vector Start { get; init; }

    /// <summary>The state of the method.</summary>
    public required State State { get; init; }

    /// <summary>The number of evaluations of the objective so far.</summary>
    public long Evaluations { get; internal init; }

    /// <summary>The duration of the run so far.</summary>
    public TimeSpan Elapsed { get; internal init; }

    /// <summary>The rows recorded so far.</summary>
    public required Trajectory Trajectory { get; init; }

    /// <summary>The last iteration that the loop has observed; −1 if none.</summary>
    internal long Observed { get; init; } = -1;

    /// <summary>The evaluations so far; null if nothing is known of them.</summary>
    internal EvaluationLog? Evaluated { get; init; }

    internal Snapshot Current { get; init; }

    internal Snapshot Best { get; init; }

    internal double BestRank { get; init; }

    internal Vector StopMemory { get; init; } = Vector.Empty;

    /// <summary>The file that it was read from; empty if it was not.</summary>
    internal string Path { get; init; } = "";

    /// <summary>What a further write need not repeat. The first row of the trajectory gets its rate only with the first step.</summary>
    internal StoredRows Settled => new(State.Iteration > 0 ? Observed : -1, Evaluated?.Count ?? 0);

    /// <summary>Writes the checkpoint to a file, in place of what it held; a write that is interrupted changes nothing.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">The file cannot be written, or a run is writing it.</exception>
    public void Write(string path)
    {
        using var log = CheckpointLog.Open(path, replace: true);
        log.Append(this);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">
    /// The file does not exist, is damaged or is not a checkpoint; the message says how to proceed.
    /// </exception>
    public static Checkpoint Read(string path) => CheckpointFile.Read(path, null);

    /// <summary>
    /// Reads a checkpoint of a known method; required if the method contains code, such as a schedule made from a function.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="method">The method with the hyperparameters of the run.</param>
    /// <exception cref="CheckpointException">
    /// The file does not exist, is damaged, is not a checkpoint or belongs to another method; the message says how to proceed.
    /// </exception>
    public static Checkpoint Read(string path, Method method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return CheckpointFile.Read(path, method);
    }

    /// <summary>Throws unless the objective has the dimension, the name and the direction of that of the run.</summary>
    internal void MustFit(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (objective.Dimension != 0 && objective.Dimension != Start.Count)
            throw new CheckpointException(CheckpointError.OtherDimension,
                $"The run in the file has {Start.Count} coordinates, and {objective.Name} takes {objective.Dimension}: "
                + "give the objective of that run.");
        if (objective.Name != ObjectiveName || objective.Maximize != Maximize)
            throw new CheckpointException(CheckpointError.OtherObjective,
                $"The run in the file {(Maximize ? "maximises" : "minimises")} {ObjectiveName}, "
                + $"and {objective.Name} was given to be {(objective.Maximize ? "maximised" : "minimised")}: "
                + "give the objective of that run.");
    }

    private static string Counted(int constraints) => constraints == 1 ? "1 constraint" : $"{constraints} constraints";

    /// <summary>
    /// Throws unless a problem has the value of the run at its best point. Objectives whose values differ from call to call, and those that
    /// are measured or show other rows at each step, are not asked.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="CheckpointException">The function is another one.</exception>
    public void MustAgree(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var function = problem.Function;
        if (function.IsRough || function.StepsPerEpoch > 1 || !double.IsFinite(Best.Value) || problem.Constraints.Count > 0) return;
        var value = function.Value(Best.Point);
        if (Close(value, Best.Value) || !Close(value, function.Value(Best.Point))) return;
        throw new CheckpointException(CheckpointError.OtherObjective, string.Create(CultureInfo.InvariantCulture,
            $"The run in the file has the value {Best.Value:G6} at {Best.Point.Brief}, where {function.Name} has {value:G6}: ")
            + "give the objective of that run.");

        // Another processor may round the last bits in another way.
        static bool Close(double first, double second) =>
            first.Equals(second) || Math.Abs(first - second) <= 1e-9 * Math.Max(Math.Abs(first), Math.Abs(second));
    }

    /// <summary>The problem of the run with its actual functions.</summary>
    internal Problem ProblemOf(Objective objective, Objective[] constraints)
    {
        MustFit(objective);
        return Problem.WithFunctions(objective, constraints)
            ?? throw new CheckpointException(CheckpointError.OtherEquations,
                $"The run in the file has {Counted(Problem.Constraints.Count)}, not {constraints.Length}: "
                + "give the equations and inequalities of that run.");
    }
}
