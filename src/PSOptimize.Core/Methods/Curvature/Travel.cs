using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// How far a run has come: the range of each coordinate, and the value at the start. Whether it has converged is judged against these, so
/// that the units of coordinates and values do not matter, nor a constant in the value.
/// </summary>
/// <remarks>
/// A run has converged if the full step of the model, to where its gradient is 0, would move no coordinate by more than a share of the
/// range that it has gone through, and would lower the value by next to nothing: of the value, or of the decrease so far if the value is
/// next to nothing of that. A coordinate need not be exact beyond some units in the last place of its size at the start. In Newton's method
/// the second quantity is half the square of the Newton decrement (Boyd and Vandenberghe 2004, "Convex Optimization", §9.5.1).
/// </remarks>
/// <param name="Lowest">The lowest that each coordinate has been.</param>
/// <param name="Highest">The highest that each coordinate has been.</param>
/// <param name="FirstValue">The value at the start.</param>
internal sealed record Travel(Vector Lowest, Vector Highest, double FirstValue)
{
    private const double Epsilon = 2.220446049250313e-16;

    // What the gradient alone may leave to gain, in the value.
    private const double Level = 1e-4;

    /// <summary>The length of the way: how far the corners of all that was visited are apart.</summary>
    public double Length => (Highest - Lowest).Norm();

    /// <summary>The travel up to a further point.</summary>
    /// <param name="point">The point.</param>
    public Travel To(Vector point) => this with
    {
        Lowest = Vector.Init(point.Count, i => Math.Min(Lowest[i], point[i])),
        Highest = Vector.Init(point.Count, i => Math.Max(Highest[i], point[i])),
    };

    /// <summary>The largest part of a coordinate's range that a step would take.</summary>
    /// <param name="point">Where the run stands, in sizes at the start.</param>
    /// <param name="step">The step.</param>
    public double Share(Vector point, Vector step)
    {
        var largest = 0.0;
        for (var i = 0; i < step.Count; i++)
            if (Math.Abs(step[i]) is var length && length > 64 * Epsilon * Math.Max(1, Math.Abs(point[i])))
                largest = Math.Max(largest, length / (Highest[i] - Lowest[i]));
        return largest;
    }

    /// <summary>Whether the model promises next to no decrease of the value.</summary>
    /// <param name="value">The value where the run stands.</param>
    /// <param name="promised">The decrease that the full step promises.</param>
    public bool IsNegligible(double value, double promised) =>
        promised <= 1e-12 * Math.Abs(value)
        || (HasVanished(value) && promised <= 1e-20 * (FirstValue - value));

    /// <summary>
    /// Whether the gradient alone leaves next to nothing to gain over the size of each coordinate, whatever the curvature may be.
    /// </summary>
    /// <param name="value">The value where the run stands.</param>
    /// <param name="point">The point, in sizes at the start.</param>
    /// <param name="gradient">The gradient there.</param>
    public bool IsLevel(double value, Vector point, Vector gradient)
    {
        var gain = 0.0;
        for (var i = 0; i < point.Count; i++)
            gain += Math.Abs(gradient[i]) * Math.Max(Math.Abs(point[i]), 1e-3 * (Highest[i] - Lowest[i]));
        return gain <= Level * Math.Abs(value) || HasVanished(value);
    }

    /// <summary>Whether a decrease that was not found can be put down to rounding.</summary>
    /// <param name="value">The value where the run stands.</param>
    /// <param name="promised">The decrease that the model promises.</param>
    public bool IsRounding(double value, double promised) =>
        HasVanished(value) || promised <= 1e-9 * (Math.Abs(value) + (FirstValue - value));

    /// <summary>Whether a value vanishes, as that of an exact fit: a start from afar makes no other one so small.</summary>
    private bool HasVanished(double value) => Math.Abs(value) <= 1e-18 * (FirstValue - value);
}
