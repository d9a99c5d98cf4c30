using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>A function whose minimum is known, with what is known of it. Ready-made ones are in <see cref="TestProblems"/>.</summary>
public sealed class TestProblem
{
    private readonly Lazy<Objective> _objective;

    /// <summary>A test problem of one's own; every property has to be set.</summary>
    public TestProblem() => _objective = new(() => new ProblemObjective(this));

    /// <summary>What tables and rows call it.</summary>
    public required string Name { get; init; }

    /// <summary>The formula in one line.</summary>
    public required string Formula { get; init; }

    /// <summary>Where it was published.</summary>
    public required string Reference { get; init; }

    /// <summary>The lowest value of the function.</summary>
    public required double Minimum { get; init; }

    /// <summary>All points where the minimum is reached, each of <see cref="Dimension"/> coordinates; at least one.</summary>
    public required VectorList Minimizers { get; init; }

    /// <summary>The lower corner of the customary domain. The function itself is defined everywhere.</summary>
    public required Vector Lower { get; init; }

    /// <summary>The upper corner of the customary domain.</summary>
    public required Vector Upper { get; init; }

    /// <summary>The customary starting point; where custom has none, a point of the domain from which the problem is instructive.</summary>
    public required Vector Start { get; init; }

    /// <summary>Whether the function is convex, on the whole space.</summary>
    public required bool IsConvex { get; init; }

    /// <summary>How it is known that the function is convex, or is not.</summary>
    public required string Convexity { get; init; }

    /// <summary>The function with its analytic gradient.</summary>
    public required SpanFunction Function { internal get; init; }

    /// <summary>The number of coordinates.</summary>
    public int Dimension => Start.Count;

    /// <summary>The function as an objective with its gradient, free of allocation, safe on every thread. It knows this problem: <see cref="Objective.Problem"/>.</summary>
    public Objective Objective => _objective.Value;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
