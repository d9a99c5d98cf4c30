using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// What is known of the objective of a run that was read from a text: its names and its direction, not its function.
/// </summary>
internal sealed class StoredObjective : Objective
{
    /// <summary>An objective without its function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dimension">The number of coordinates.</param>
    /// <param name="coordinates">Their names; empty if they have none.</param>
    /// <param name="metrics">The names of its metrics.</param>
    /// <param name="ranking">Its ranking metric, and whether larger is better.</param>
    /// <param name="script">The text of its script block; empty if it has none.</param>
    /// <param name="problemName">The name of the test problem that it was; null if it was none.</param>
    public StoredObjective(
        string name, int dimension, string[] coordinates, string[] metrics, (string Name, bool Increases) ranking, string script,
        string? problemName) : base(name)
    {
        Dimension = dimension;
        if (coordinates.Length > 0) SetCoordinateNames(coordinates);
        (MetricNames, RankingMetric, RankingIncreases) = ([.. metrics], ranking.Name, ranking.Increases);
        (Script, ProblemName) = (script, problemName);
    }

    /// <summary>The name of the test problem that it was; null if it was none.</summary>
    public string? ProblemName { get; }

    public override DifferentiationKind Differentiation => DifferentiationKind.None;

    public override ReadOnlyCollection<string> MetricNames { get; }

    public override string RankingMetric { get; }

    public override bool RankingIncreases { get; }

    public override string Script { get; }

    public override bool CanEvaluate => false;

    // A method that needs more than values has run on it, and may be prepared for it.
    public override Information Offers => (Information)(-1);

    internal override string? WhyNotLinear => null;

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer) =>
        throw new InvalidOperationException(
            $"The run of {Name} was read from a text, and its objective is not in it: give the objective again with -Objective.");

    // The metrics of the rows were measured when they were made.
    protected internal override Vector Measure(Vector point, Draw draw, bool full) => Vector.Repeat(MetricNames.Count, double.NaN);
}
