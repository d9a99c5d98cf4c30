using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>A method at a state, waiting for evaluations: what Step-Optimizer takes and gives. An immutable value.</summary>
/// <param name="Method">The method.</param>
/// <param name="State">Everything that it knows.</param>
/// <param name="Maximize">Whether the values that it is told are to be as large as possible.</param>
public sealed record OptimizerStep(Method Method, State State, bool Maximize)
{
    /// <summary>How many transitions were made.</summary>
    public long Iteration => State.Step;

    /// <summary>Which points the method wants evaluated, and what it wants there.</summary>
    public Request Request => Method.Ask(State);

    /// <summary>Where the method stands.</summary>
    public Vector Point => State.Point;

    /// <summary>The value there, with the sign of the objective; NaN while the method does not know it.</summary>
    public double Value => Maximize ? -State.Value : State.Value;

    /// <summary>The point that the method would give as its answer now.</summary>
    public Vector Best => Method.Answer(State);

    /// <summary>
    /// The step as one line of JSON, from which Step-Optimizer goes on to the same bits: in a file, or in what Export-Clixml and
    /// ConvertTo-Json make of the step.
    /// </summary>
    public string Json => new SavedState(Method, State, Maximize).ToJson();

    /// <summary>The step of a text.</summary>
    /// <param name="json">What <see cref="Json"/> gave.</param>
    /// <exception cref="CheckpointException">The text is damaged, or is no step.</exception>
    public static OptimizerStep FromJson(string json)
    {
        var saved = SavedState.FromJson(json);
        return new OptimizerStep(saved.Method, saved.State, saved.Maximize);
    }
}
