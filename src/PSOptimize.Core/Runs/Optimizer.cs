using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>Runs methods on problems. An objective alone is a problem too.</summary>
public static class Optimizer
{
    /// <summary>Runs a method to the end that the options set.</summary>
    /// <param name="problem">What to optimise.</param>
    /// <param name="method">By what.</param>
    /// <param name="start">From where: finite, as long as the objective's dimension.</param>
    /// <param name="options">When to stop and what to record; the default stops after 1,000 iterations and records each.</param>
    /// <returns>The run; not converging, diverging and a throwing objective are outcomes, not exceptions.</returns>
    /// <exception cref="ArgumentException">The method cannot solve the problem, or the start does not fit the objective.</exception>
    public static Run Run(Problem problem, Method method, Vector start, RunOptions? options = null)
    {
        var solver = Prepared(problem, method, start);
        options ??= new RunOptions();
        return new Loop(solver, start, solver.Start(start, options.Key), options).Finish();
    }

    /// <summary>Resumes a run from a checkpoint: point by point, bit by bit, as if it had never stopped.</summary>
    /// <param name="objective">The objective of that run: of the same name, dimension and direction.</param>
    /// <param name="checkpoint">Where the run was.</param>
    /// <param name="options">When to stop, counted from the start of the run. Key and recording are those of the run.</param>
    /// <param name="equations">The equations of that run, which no file holds; none if it had none.</param>
    /// <exception cref="CheckpointException">The checkpoint is of another objective, dimension or number of equations.</exception>
    public static Run Resume(Objective objective, Checkpoint checkpoint, RunOptions? options = null, params Objective[] equations)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var solver = checkpoint.Method.Prepare(checkpoint.ProblemOf(objective, equations));
        return new Loop(solver, checkpoint, options ?? new RunOptions()).Finish();
    }

    /// <summary>The states of a method on a problem, the start first: lazy and endless, each enumeration computes anew.</summary>
    /// <param name="problem">What to optimise.</param>
    /// <param name="method">By what.</param>
    /// <param name="start">From where: finite, as long as the objective's dimension.</param>
    /// <param name="key">Where draws come from.</param>
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

    private static Solver Prepared(Problem problem, Method method, Vector start)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(start);
        var objective = problem.Objective;
        if (objective.Dimension != 0 && start.Count != objective.Dimension)
            throw new ArgumentException(
                $"{objective.Name} takes {objective.Dimension} coordinates, and the start {start} has {start.Count}.", nameof(start));
        return method.Prepare(problem);
    }
}
