using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>A method at a state, waiting for evaluations: what Step-Optimizer takes and gives. An immutable value.</summary>
/// <param name="Method">The method.</param>
/// <param name="State">Everything that it knows.</param>
/// <param name="Problem">The direction, the set and the scale; its objective is evaluated elsewhere.</param>
public sealed record OptimizerStep(Method Method, State State, Problem Problem)
{
    /// <summary>How many iterations were made.</summary>
    public long Iteration => State.Iteration;

    /// <summary>Whether the values that it is told are to be as large as possible.</summary>
    public bool Maximize => Problem.Objective.Maximize;

    /// <summary>Which points the method wants evaluated, and what it wants there.</summary>
    public Request Request => Solver.Ask(State);

    /// <summary>Where the method stands.</summary>
    public Vector Point => State.Point;

    /// <summary>The value there; NaN while the method does not know it.</summary>
    public double Value => State.Value;

    /// <summary>The point that the method would give as its answer now.</summary>
    public Vector Best => Solver.Answer(State);

    /// <summary>
    /// The step as one line of JSON, from which Step-Optimizer goes on to the same bits: in a file, or in what Export-Clixml and
    /// ConvertTo-Json make of the step.
    /// </summary>
    public string Json => new SavedState(Method, State, Problem).ToJson();

    /// <summary>The step of a text.</summary>
    /// <param name="json">What <see cref="Json"/> gave.</param>
    /// <exception cref="CheckpointException">The text is damaged, or is no step.</exception>
    public static OptimizerStep FromJson(string json)
    {
        var saved = SavedState.FromJson(json);
        return new OptimizerStep(saved.Method, saved.State, saved.Problem);
    }

    /// <summary>The step after an answer.</summary>
    /// <param name="evaluations">One per point of the request.</param>
    internal OptimizerStep Tell(Evaluation[] evaluations) => this with { State = Solver.Tell(State, evaluations) };

    /// <summary>The step after the answer of an objective, which the largest value may be sought of.</summary>
    /// <param name="objective">The objective.</param>
    internal OptimizerStep Answered(Objective objective)
    {
        var maximize = Maximize || objective.Maximize;
        var solver = Method.Prepare(Problem.WithObjective(objective.WithMaximize(maximize)));
        return this with { State = solver.Next(State), Problem = Problem.WithObjective(Problem.Objective.WithMaximize(maximize)) };
    }

    private Solver Solver => Method.Prepare(Problem);
}
