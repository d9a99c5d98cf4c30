using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>What the loop knows of a point that it has looked at; the value is the one that the method minimises.</summary>
internal readonly record struct Look(
    long Iteration, long Evaluations, double Value, double GradientNorm, double StepNorm, double LearningRate, Vector Point, Vector Metrics)
{
    /// <summary>The row of this point, with a copy of its coordinates: the loop goes on to reuse their memory.</summary>
    public Iterate ToIterate(double sign) =>
        new(Iteration, Evaluations, sign * Value, GradientNorm, StepNorm, LearningRate, Vector.Copy(Point.AsSpan())) { Metrics = Metrics };
}
