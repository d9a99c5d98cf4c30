using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>Runs methods on objectives.</summary>
public static class Optimizer
{
    /// <summary>Runs a method to the end that the options set.</summary>
    /// <param name="objective">What to optimise.</param>
    /// <param name="method">By what.</param>
    /// <param name="start">From where: finite, as long as the objective's dimension.</param>
    /// <param name="options">When to stop and what to record; the default stops after 1,000 iterations and records each.</param>
    /// <returns>The run; not converging, diverging and a throwing objective are outcomes, not exceptions.</returns>
    /// <exception cref="ArgumentException">The start does not fit the objective.</exception>
    public static Run Run(Objective objective, Method method, Vector start, RunOptions? options = null)
    {
        Check(objective, method, start);
        options ??= new RunOptions();
        method = method.For(objective);
        if (method is AugmentedLagrangian lagrangian) objective = lagrangian.Objective;
        return new Loop(objective, method, start, method.Start(start, options.Key), options).Finish();
    }

    /// <summary>Goes on with a run from a checkpoint: point by point, bit by bit, as if it had never stopped.</summary>
    /// <param name="objective">The objective of that run: of the same name, dimension and direction.</param>
    /// <param name="checkpoint">Where the run was.</param>
    /// <param name="options">When to stop, counted from the start of the run. Key and recording are those of the run.</param>
    /// <exception cref="CheckpointException">The checkpoint is of another objective or dimension.</exception>
    public static Run Resume(Objective objective, Checkpoint checkpoint, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(checkpoint);
        checkpoint.MustFit(objective);
        return new Loop(objective, checkpoint.ReadyFor(objective), options ?? new RunOptions()).Finish();
    }

    /// <summary>The states of a method on an objective, the start first: lazy and endless, each enumeration computes anew.</summary>
    /// <param name="objective">What to optimise.</param>
    /// <param name="method">By what.</param>
    /// <param name="start">From where: finite, as long as the objective's dimension.</param>
    /// <param name="key">Where draws come from.</param>
    public static IEnumerable<State> Steps(Objective objective, Method method, Vector start, Key key = default)
    {
        Check(objective, method, start);
        method = method.For(objective);
        return States();

        IEnumerable<State> States()
        {
            var state = method.Start(start, key);
            while (true)
            {
                yield return state;
                state = Next(objective, method, state);
            }
        }
    }

    /// <summary>The state after one transition: one argument in, one out, as <c>Seq.unfold</c> likes it.</summary>
    /// <param name="objective">What to optimise.</param>
    /// <param name="method">By what.</param>
    /// <param name="state">A state of the method.</param>
    public static State Next(Objective objective, Method method, State state)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(method);
        method = method.For(objective);
        var answers = objective.Answer(method.Ask(state));
        return method.Tell(state, objective.Maximize ? [.. answers.Select(answer => answer.Negated())] : answers);
    }

    private static void Check(Objective objective, Method method, Vector start)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(start);
        if (objective.Dimension != 0 && start.Count != objective.Dimension)
            throw new ArgumentException(
                $"{objective.Name} takes {objective.Dimension} coordinates, and the start {start} has {start.Count}.", nameof(start));
    }
}
