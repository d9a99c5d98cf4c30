using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Decorators;

/// <summary>An objective that extends another one, to which it forwards everything that it does not change.</summary>
internal abstract class ObjectiveDecorator : Objective
{
    /// <summary>Initializes the decorator of an objective.</summary>
    /// <param name="inner">The objective to extend.</param>
    protected ObjectiveDecorator(Objective inner) : base(inner) => Inner = inner;

    /// <summary>The objective that is extended.</summary>
    protected Objective Inner { get; }

    public override DifferentiationKind Differentiation => Inner.Differentiation;

    public override string? OutsideExact => Inner.OutsideExact;

    public override Information Offers => Inner.Offers;

    public override ReadOnlyCollection<string> MetricNames => Inner.MetricNames;

    public override string RankingMetric => Inner.RankingMetric;

    public override bool RankingIncreases => Inner.RankingIncreases;

    public override Vector? L1Weights => Inner.L1Weights;

    public override long MetricsEvery => Inner.MetricsEvery;

    public override long StepsPerEpoch => Inner.StepsPerEpoch;

    public override TestProblem? Problem => Inner.Problem;

    public override string Script => Inner.Script;

    public override bool CanEvaluate => Inner.CanEvaluate;

    public override Vector? CustomaryStart(long seed) => Inner.CustomaryStart(seed);

    public override bool MetricIncreases(string metric) => Inner.MetricIncreases(metric);

    public override int Cost(Information wanted, int dimension) => Inner.Cost(wanted, dimension);

    internal override bool IsInvoked => Inner.IsInvoked;

    internal override bool IsRough => Inner.IsRough;

    internal override void Together(Vector point, Action evaluations) => Inner.Together(point, evaluations);

    internal override string? WhyNotLinear => Inner.WhyNotLinear;

    internal override bool AnswersInParallel => Inner.AnswersInParallel;

    internal override IEnumerable<Objective> Parts => Inner.Parts.Prepend(this);

    internal override Objective Rebuilt(Func<Objective, Objective> change)
    {
        var rebuilt = WithInner(Inner.Rebuilt(change)).WithMaximize(Maximize).WithName(Name);
        return CoordinateNames.Count == 0 ? rebuilt : rebuilt.WithCoordinateNames([.. CoordinateNames]);
    }

    protected internal override Vector Measure(Vector point, Draw draw, bool full) => Inner.Measure(point, draw, full);

    /// <summary>The same extension of another objective.</summary>
    protected abstract Objective WithInner(Objective other);
}
