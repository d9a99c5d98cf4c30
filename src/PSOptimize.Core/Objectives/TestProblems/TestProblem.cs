using PSOptimize.Constraints;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>A function with a known minimum, and its properties. <see cref="TestProblems"/> has many ready-made ones.</summary>
public sealed class TestProblem
{
    private readonly Lazy<Objective> _objective;

    /// <summary>Creates a user-defined test problem; every property but the other minima and the constraints must be set.</summary>
    public TestProblem() => _objective = new(() => new ProblemObjective(this));

    /// <summary>The name in trajectories, tables and messages.</summary>
    public required string Name { get; init; }

    /// <summary>The formula in one line.</summary>
    public required string Formula { get; init; }

    /// <summary>The publication of the problem.</summary>
    public required string Reference { get; init; }

    /// <summary>The global minimum of the function, under the constraints if there are any.</summary>
    public required double Minimum { get; init; }

    /// <summary>The values of known minima that are not global, lowest first; default none.</summary>
    public Vector OtherMinima { get; init; } = Vector.Empty;

    /// <summary>All global minimisers, at least one, each with <see cref="Dimension"/> coordinates.</summary>
    public required VectorList Minimizers { get; init; }

    /// <summary>The lower corner of the customary domain. The function itself is defined everywhere.</summary>
    public required Vector Lower { get; init; }

    /// <summary>The upper corner of the customary domain.</summary>
    public required Vector Upper { get; init; }

    /// <summary>The customary starting point; if there is none, an instructive point of the domain.</summary>
    public required Vector Start { get; init; }

    /// <summary>Whether the function is convex on the whole space.</summary>
    public required bool IsConvex { get; init; }

    /// <summary>The reason why the function is convex, or is not.</summary>
    public required string Convexity { get; init; }

    /// <summary>The function with its analytic gradient.</summary>
    public SpanFunction Function
    {
        internal get => field ?? (Exact ?? throw new InvalidOperationException($"{Name} has no function: set it.")).Evaluate;
        init;
    }

    /// <summary>The number m of squares that the function is a sum of; 0 if it is none.</summary>
    public int Residuals => (Exact as SumOfSquares)?.Count ?? 0;

    /// <summary>The set that the solution must lie in; default none.</summary>
    public Projection? Within { get; init; }

    /// <summary>The functions that must be 0 at the solution, each named by its formula; default none.</summary>
    public ReadOnlyCollection<Objective> Equations { get; init; } = [];

    /// <summary>The functions that must be at most 0 at the solution, each named by its formula; default none.</summary>
    public ReadOnlyCollection<Objective> Inequalities { get; init; } = [];

    /// <summary>Whether the solution must lie in a set or satisfy equations or inequalities.</summary>
    public bool IsConstrained => Within is not null || Equations.Count + Inequalities.Count > 0;

    /// <summary>The function as one formula; null if it is written in another way.</summary>
    internal ExactFunction? Exact { get; init; }

    /// <summary>The number of coordinates.</summary>
    public int Dimension => Start.Count;

    /// <summary>
    /// The function as an objective with its analytic gradient; thread-safe, and without allocation. Its <see cref="Objective.Problem"/> is
    /// this problem, whose constraints <see cref="Problem.Of"/> takes over.
    /// </summary>
    public Objective Objective => _objective.Value;

    /// <summary>The value of <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
