using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>Runs methods on problems. An <see cref="Objective"/> converts to a problem without constraints.</summary>
public static class Optimizer
{
    /// <summary>Runs a method on a problem until the stop rule of the options is met.</summary>
    /// <param name="problem">The problem to solve.</param>
    /// <param name="method">The method with its hyperparameters.</param>
    /// <param name="start">The starting point: finite, one number per coordinate of the objective.</param>
    /// <param name="options">When to stop and what to record; the default stops after 1,000 iterations and records each of them.</param>
    /// <returns>
    /// The run. Failing to converge is not an error: divergence, an exhausted budget and a throwing objective are outcomes, not exceptions.
    /// </returns>
    /// <exception cref="ArgumentException">The method cannot solve the problem, or the start does not fit the objective.</exception>
    /// <exception cref="CheckpointException">The checkpoint file cannot be written, holds another run, or is in use.</exception>
    public static Run Run(Problem problem, Method method, Vector start, RunOptions? options = null)
    {
        var solver = Prepared(problem, method, start);
        options ??= new RunOptions();
        using var limit = new TimeLimit(options);
        State state;
        try
        {
            state = solver.Start(start, options.Key);
        }
        catch (OperationCanceledException)
        {
            return Unbegun(solver, start, options, limit);
        }
        using var loop = new Loop(solver, start, state, options, limit);
        return loop.Finish();
    }

    /// <summary>Resumes a run from a checkpoint. The result is bit-identical to that of a run that was never interrupted.</summary>
    /// <param name="objective">The objective of that run, with the same name, dimension and direction.</param>
    /// <param name="checkpoint">The state of the run.</param>
    /// <param name="options">
    /// When to stop, counted from the start of the run. Its key and recording interval are ignored in favour of those of the run.
    /// </param>
    /// <param name="constraints">
    /// The equations of that run, then its inequalities, which a checkpoint does not contain; none if it had none.
    /// </param>
    /// <exception cref="CheckpointException">
    /// The checkpoint belongs to another objective, dimension or number of constraints, or the file of the options cannot be written.
    /// </exception>
    public static Run Resume(Objective objective, Checkpoint checkpoint, RunOptions? options = null, params Objective[] constraints)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var solver = checkpoint.Method.Prepare(checkpoint.ProblemOf(objective, constraints));
        options ??= new RunOptions();
        using var limit = new TimeLimit(options, checkpoint.Elapsed);
        using var loop = new Loop(solver, checkpoint, options, limit);
        return loop.Finish();
    }

    /// <summary>
    /// The states of a method on a problem, beginning with the start: a lazy, infinite sequence that each enumeration computes from
    /// scratch.
    /// </summary>
    /// <param name="problem">The problem to solve.</param>
    /// <param name="method">The method with its hyperparameters.</param>
    /// <param name="start">The starting point: finite, one number per coordinate of the objective.</param>
    /// <param name="key">The source of all random draws.</param>
    /// <exception cref="ArgumentException">The method cannot solve the problem, or the start does not fit the objective.</exception>
    public static IEnumerable<State> Steps(Problem problem, Method method, Vector start, Key key = default)
    {
        var solver = Prepared(problem, method, start);
        return States();

        IEnumerable<State> States()
        {
            var state = solver.Start(start, key);
            while (true)
            {
                yield return state;
                state = solver.Next(state);
            }
        }
    }

    /// <summary>A run that ended while its method prepared its first points, a large population for example.</summary>
    private static Run Unbegun(Solver solver, Vector start, RunOptions options, TimeLimit limit)
    {
        const double nan = double.NaN;
        var nothing = new TrajectoryRow(0, 0, nan, nan, 0, nan, start);
        var outcome = limit.WasDeadline() ? options.Stop.CheckBudget(new Progress(0, 0, limit.Elapsed, nan, nan, nan, 0, nan)) : null;
        return new Run(
            solver.Problem, solver.Method, start, outcome ?? new Outcome.Cancelled(0), nothing, nothing,
            new Trajectory(options.TraceEvery, options.TraceLimitFor(start.Count)),
            new State(0, new Iterate(0, start), true, options.Key, Memory.Empty), 0, limit.Elapsed)
        { Stop = options.Stop };
    }

    private static Solver Prepared(Problem problem, Method method, Vector start)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(start);
        var objective = problem.Objective;
        if (objective.Dimension != 0 && start.Count != objective.Dimension)
            throw new ArgumentException(
                $"{objective.Name} takes {objective.Dimension} coordinates, and the start {start.Brief} has {start.Count}.", nameof(start));
        return method.Prepare(problem);
    }
}
