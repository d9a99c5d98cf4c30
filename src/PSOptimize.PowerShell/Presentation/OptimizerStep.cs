using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>A method in a state, waiting for evaluations: what Step-Optimizer takes and gives. An immutable value.</summary>
/// <param name="Method">The method.</param>
/// <param name="State">Everything that the method knows.</param>
/// <param name="Problem">Direction, set and scale; the objective is evaluated elsewhere.</param>
public sealed record OptimizerStep(Method Method, State State, Problem Problem)
{
    /// <summary>How many iterations have been made.</summary>
    public long Iteration => State.Iteration;

    /// <summary>Whether the largest value is sought.</summary>
    public bool Maximize => Problem.Objective.Maximize;

    /// <summary>Which points the method wants evaluated, and what it wants there.</summary>
    public Request Request => Solver.Ask(State);

    /// <summary>The current point of the method.</summary>
    public Vector Point => State.Point;

    /// <summary>The value there; NaN while the method does not know it.</summary>
    public double Value => State.Value;

    /// <summary>The point that the method recommends so far.</summary>
    public Vector Best => Solver.Answer(State);

    /// <summary>
    /// The step as one line of JSON, from which Step-Optimizer continues to the same bits. It can be saved in a file, and it is part of
    /// what Export-Clixml and ConvertTo-Json make of the step.
    /// </summary>
    public string Json => new SavedState(Method, State, Problem).ToJson();

    /// <summary>Reads a step from its text.</summary>
    /// <param name="json">The text of <see cref="Json"/>.</param>
    /// <exception cref="CheckpointException">The text is damaged, or is not a step.</exception>
    public static OptimizerStep FromJson(string json)
    {
        var saved = SavedState.FromJson(json);
        return new OptimizerStep(saved.Method, saved.State, saved.Problem);
    }

    /// <summary>The step after an answer.</summary>
    /// <param name="evaluations">One per point of the request.</param>
    internal OptimizerStep Tell(Evaluation[] evaluations) => this with { State = Solver.Tell(State, evaluations) };

    /// <summary>The step after an objective has answered its request.</summary>
    /// <param name="objective">The objective; if it is to be maximised, the steps from here on maximise.</param>
    internal OptimizerStep Answered(Objective objective)
    {
        var maximize = Maximize || objective.Maximize;
        var solver = Method.Prepare(Problem.WithObjective(objective.WithMaximize(maximize)));
        var problem = Problem.WithObjective(Problem.Objective.WithMaximize(maximize));
        return this with { State = solver.Next(State), Problem = problem };
    }

    private Solver Solver => Method.Prepare(Problem);
}
