using PSOptimize.Methods;
using PSOptimize.Objectives;
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
}
