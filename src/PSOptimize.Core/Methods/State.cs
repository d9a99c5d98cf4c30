using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// Everything that a method knows between two transitions: an immutable value. The same state and the same evaluations give the
/// same next state, bit for bit, on one machine.
/// </summary>
public abstract record State
{
    /// <summary>For derived states.</summary>
    /// <param name="point">The starting point.</param>
    /// <param name="key">The key of the run.</param>
    protected State(Vector point, Key key)
    {
        Point = point;
        Key = key;
    }

    /// <summary>How many transitions have been made, from 0; the start is step 0.</summary>
    public long Step { get; protected internal set; }

    /// <summary>Where the method stands: the current iterate, or the best point of a population.</summary>
    public Vector Point { get; protected internal set; }

    /// <summary>
    /// The objective's value at <see cref="Point"/> as the method minimises it, or NaN while it is not known: a first-order
    /// method knows the value of the point it leaves, never of the one it has just reached.
    /// </summary>
    public double Value { get; protected internal set; } = double.NaN;

    /// <summary>The Euclidean length of the last transition's move; 0 at the start.</summary>
    public double StepNorm { get; protected internal set; }

    /// <summary>The rate (or temperature, or radius) that the last transition used; NaN where there is none.</summary>
    public double LearningRate { get; protected internal set; } = double.NaN;

    /// <summary>The key of the run, from which each transition's draws follow.</summary>
    public Key Key { get; }
}
