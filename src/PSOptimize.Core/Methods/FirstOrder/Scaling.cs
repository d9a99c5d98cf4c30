using PSOptimize.Catalogues;
using PSOptimize.Methods.Chains;
using PSOptimize.Objectives;
using PSOptimize.Schedules;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// The scaling of a method as a link of a chain. What it takes are those hyperparameters of the method that its scaling uses; two are equal
/// if these are.
/// </summary>
internal sealed record Scaling<TRule> : Transformation<TRule>
    where TRule : struct, IRule
{
    private readonly Folding<TRule> _fold;

    internal Scaling(ScalingMethod method, Folding<TRule> fold) => (Method, _fold) = (method, fold);

    public ScalingMethod Method { get; }

    public override string Name => Method.ScalingName;

    public override ReadOnlyCollection<string> SlotNames => Method.SlotNames;

    public override ReadOnlyCollection<string> NumberNames => Method.NumberNames;

    public override bool NeedsWhole => Method.NeedsWhole;

    public override Information Needs => Method.ScalingNeeds;

    internal override Folding<TRule> Folding => _fold;

    internal override Parameterized Holder => Method;

    public bool Equals(Scaling<TRule>? other) => other is not null && other.Method.GetType() == Method.GetType()
        && Parameter.Of(this).All(parameter => Equals(parameter.ValueOf(this), parameter.ValueOf(other)));

    public override int GetHashCode() => Parameter.Of(this)
        .Aggregate(Method.GetType().GetHashCode(), (hash, parameter) => HashCode.Combine(hash, parameter.ValueOf(this)));

    public override string ToString() => Name;

    protected internal override int NumberCount(int dimension) => Method.NumberCount(dimension);

    protected internal override Information NeedsAt(long number) => Method.ScalingNeedsAt(number);

    protected internal override Schedule? OwnRate => Method.HoldsRate ? Method.LearningRate : null;

    protected internal override Transformation AtRate(Schedule rate) =>
        Method.HoldsRate ? (Method with { LearningRate = rate, LearningRateDecay = 0 }).Scaling : this;

    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        Method.Begin(point, slots, numbers);

    protected internal override TRule Fold(ref Step step) => _fold(ref step);

    internal override bool Has(string parameter) => Method.ScalesBy(parameter);
}
