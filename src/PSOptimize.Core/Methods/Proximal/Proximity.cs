using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Proximal;

/// <summary>What is not smooth in a problem: an L1 and a set.</summary>
internal sealed class Proximity(Problem problem)
{
    private readonly Vector? _kinks = problem.L1Weights;

    /// <summary>The point after a step: shrunk by the L1, then projected, which for these sets is the operator of both.</summary>
    public Vector After(Vector point, Vector gradient, double size)
    {
        var moved = Vector.Init(point.Count, i => Kink(i) is var kink && kink == 0 || point[i] == 0
            ? point[i] - size * gradient[i]
            : Shrunk(point[i] - size * (gradient[i] - Math.CopySign(kink, point[i])), size * kink));
        return problem.Within is { } set ? set.Project(moved) : moved;
    }

    /// <summary>The gradient without that of the L1; at a zero whose subgradient is 0 it is not known, and 0 stands for it.</summary>
    public Vector Smooth(Vector point, Vector gradient) => _kinks is null ? gradient : Vector.Init(point.Count, i =>
        point[i] != 0 ? gradient[i] - Math.CopySign(Kink(i), point[i])
        : gradient[i] != 0 ? gradient[i] + Math.CopySign(Kink(i), gradient[i]) : 0);

    /// <summary>The L1 itself.</summary>
    public double Value(Vector point) => _kinks is null ? 0 : Enumerable.Range(0, point.Count).Sum(i => Kink(i) * Math.Abs(point[i]));

    /// <summary>The largest slope of the smooth part in one coordinate.</summary>
    public double Slope(Vector point, Vector gradient) => Largest(Smooth(point, gradient));

    /// <summary>How far a point is from the conditions of a minimum: the move of a step, divided by its size.</summary>
    public Vector Violations(Vector point, Vector gradient, double size) => _kinks is null && problem.Within is null
        ? -gradient
        : (After(point, gradient, size) - point) / size;

    /// <summary>The largest of numbers, but for signs.</summary>
    public static double Largest(Vector vector) => vector.AsSeq().Max(Math.Abs);

    private double Kink(int coordinate) => _kinks is null ? 0 : _kinks[_kinks.Count == 1 ? 0 : coordinate];

    private static double Shrunk(double value, double by) => value > by ? value - by : value < -by ? value + by : 0;
}
