using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// Everything that a method knows between two transitions: an immutable value of numbers alone, so that it can be compared, stored, sent
/// and resumed, also with another setting of the method. The same state and the same evaluations give the same next state, bit for bit, on
/// one machine.
/// </summary>
/// <param name="Transition">How many transitions have been made, from 0.</param>
/// <param name="Iterate">Where the method stands.</param>
/// <param name="Accepted">
/// Whether the last transition led to a new iterate. A trial of a line search, of a simplex or of a random search that came to nothing, and
/// a gradient that is only gathered, do not: rules of convergence do not look at them.
/// </param>
/// <param name="Key">The key of the run, from which each transition's draws follow.</param>
/// <param name="Memory">What the method remembers beside the iterate.</param>
/// <remarks>
/// An iteration is what the method counts as one. It may take several transitions (the iteration count then stays the same), and it may be
/// unsuccessful (the count grows, and nothing was accepted).
/// </remarks>
public sealed record State(long Transition, Iterate Iterate, bool Accepted, Key Key, Memory Memory)
{
    /// <summary>How many iterations have been made, from 0.</summary>
    public long Iteration => Iterate.Iteration;

    /// <summary>Where the method stands.</summary>
    public Vector Point => Iterate.Point;

    /// <summary>The objective's value there; NaN while it is not known.</summary>
    public double Value => Iterate.Value;

    /// <summary>The Euclidean length of the last move.</summary>
    public double StepNorm => Iterate.StepNorm;

    /// <summary>The rate of the last move; NaN if there is none.</summary>
    public double LearningRate => Iterate.LearningRate;
}
