using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// What a method knows of the curvature, and the direction that follows from it. Everything is in coordinates that are divided by their
/// typical sizes.
/// </summary>
internal abstract class Descent
{
    /// <summary>The names of the vectors in which the curvature is remembered.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>The vectors while nothing is known.</summary>
    /// <param name="dimension">The number of coordinates.</param>
    public virtual Vector[] Nothing(int dimension) => [.. Names.Select(_ => Vector.Empty)];

    /// <summary>Whether nothing is known of the curvature.</summary>
    /// <param name="known">The vectors.</param>
    public virtual bool IsNothing(Vector[] known) => known[0].Count == 0;

    /// <summary>Whether vectors can be what is known.</summary>
    /// <param name="known">The vectors.</param>
    /// <param name="dimension">The number of coordinates.</param>
    public abstract bool Allows(Vector[] known, int dimension);

    /// <summary>The vectors after a step.</summary>
    /// <param name="known">The vectors before.</param>
    /// <param name="step">The step.</param>
    /// <param name="change">The change of the gradient.</param>
    public abstract Vector[] After(Vector[] known, Vector step, Vector change);

    /// <summary>The full step at a point, to where the model of the objective is lowest; only called if something is known.</summary>
    /// <param name="known">The vectors.</param>
    /// <param name="place">The point with its gradient and the bounds.</param>
    public abstract Vector Step(Vector[] known, Place place);
}
