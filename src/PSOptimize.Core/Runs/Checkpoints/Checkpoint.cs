using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>
/// A run between two iterations, as a value: from it the run goes on, bit for bit, as if it had never stopped. Only the
/// functions of the problem are not in it.
/// </summary>
public sealed record Checkpoint
{
    internal Checkpoint() { }

    /// <summary>The module version that made it.</summary>
    public string ModuleVersion { get; internal init; } = CheckpointFile.ModuleVersion;

    /// <summary>The name of the objective.</summary>
    public required string ObjectiveName { get; init; }

    /// <summary>Whether the largest value is sought.</summary>
    public bool Maximize => Problem.Objective.Maximize;

    /// <summary>The problem but for what no file holds: functions stand for themselves by name and number.</summary>
    internal Problem Problem { get; init; } = null!;

    /// <summary>The method with its hyperparameters.</summary>
    public required Method Method { get; init; }

    /// <summary>Where the run started.</summary>
    public required Vector Start { get; init; }

    /// <summary>Everything that the method knows.</summary>
    public required State State { get; init; }

    /// <summary>Evaluations of the objective so far.</summary>
    public long Evaluations { get; internal init; }

    /// <summary>How long the run has taken so far.</summary>
    public TimeSpan Elapsed { get; internal init; }

    /// <summary>The rows recorded so far.</summary>
    public required Trajectory Trajectory { get; init; }

    /// <summary>The last iteration that the loop has observed; −1 before any.</summary>
    internal long Observed { get; init; } = -1;

    internal Snapshot Current { get; init; }

    internal Snapshot Best { get; init; }

    internal double BestRank { get; init; }

    internal Vector StopMemory { get; init; } = Vector.Empty;

    /// <summary>Writes the checkpoint to a file in one go: whoever is interrupted while writing leaves the former file whole.</summary>
    /// <param name="path">The file; the one before is kept beside it as <c>path.previous</c>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => CheckpointFile.Write(this, path);

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file; where only <c>path.previous</c> is there, that one.</param>
    /// <exception cref="CheckpointException">There is no such file, or it is damaged or no checkpoint; the message says what to do.</exception>
    public static Checkpoint Read(string path) => CheckpointFile.Read(path, null);

    /// <summary>Reads a checkpoint of a method that is made of code, or that is to be the one in the file.</summary>
    /// <param name="path">The file; where only <c>path.previous</c> is there, that one.</param>
    /// <param name="method">The method, with the hyperparameters that it had.</param>
    /// <exception cref="CheckpointException">There is no such file, it is damaged or no checkpoint, or it is of another method; the message says what to do.</exception>
    public static Checkpoint Read(string path, Method method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return CheckpointFile.Read(path, method);
    }

    /// <summary>Throws unless an objective can be the one whose run this is.</summary>
    internal void MustFit(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (objective.Dimension != 0 && objective.Dimension != Start.Count)
            throw new CheckpointException(CheckpointError.OtherDimension,
                $"The run in the file has {Start.Count} coordinates, and {objective.Name} takes {objective.Dimension}: give the objective of that run.");
        if (objective.Name != ObjectiveName || objective.Maximize != Maximize)
            throw new CheckpointException(CheckpointError.OtherObjective,
                $"The run in the file {(Maximize ? "maximises" : "minimises")} {ObjectiveName}, and {objective.Name} was given to be {(objective.Maximize ? "maximised" : "minimised")}: give the objective of that run.");
    }

    /// <summary>The problem of the run with its functions.</summary>
    internal Problem ProblemOf(Objective objective, Objective[] equations)
    {
        MustFit(objective);
        return equations.Length == Problem.Equations.Count
            ? Problem.WithObjective(objective).EqualTo(equations)
            : throw new CheckpointException(CheckpointError.OtherEquations,
                $"The run in the file has {Problem.Equations.Count} equations, and {equations.Length} were given: give those of that run.");
    }
}
