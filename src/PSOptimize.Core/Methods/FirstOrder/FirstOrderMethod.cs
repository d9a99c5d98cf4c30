using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Schedules;
using PSOptimize.Transformations;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>A method that follows gradients: a named composition of gradient transformations.</summary>
/// <remarks>Derive a record, give it hyperparameters as properties, and say in <see cref="Compose"/> which transformations they make.</remarks>
public abstract record FirstOrderMethod : Method
{
    /// <summary>For derived methods.</summary>
    /// <param name="learningRate">The method's default rate.</param>
    protected FirstOrderMethod(Schedule learningRate) => LearningRate = learningRate;

    /// <summary>ε ≥ 0: a number, or a <see cref="Schedule"/>; each method has a default of its own.</summary>
    public Schedule LearningRate { get; init => field = Schedule.AsRate(value); }

    /// <summary>κ ≥ 0, default 0: the rate of step t is <c>ε/(1 + κ(t − 1))</c>.</summary>
    public double LearningRateDecay { get; init => field = Require.NonNegative(value); }

    /// <summary>λ ≥ 0, default 0: adds λx to the gradient (coupled), unless the method says that it decouples it.</summary>
    public double WeightDecay { get; init => field = Require.NonNegative(value); }

    /// <summary>A set that every point is kept in by projection, default none: a <see cref="Box"/>, a <see cref="Simplex"/> or a <see cref="Ball"/>.</summary>
    public Projection? Within { get; init; }

    /// <summary>The coordinates at whose zeros the objective has a kink, without elements for all: their zeros will be exact.</summary>
    internal Vector? Kinks { get; init; }

    /// <summary>λ₁ ≥ 0, default 0: adds λ₁ sign(x) to the gradient, the subgradient of <c>λ₁‖x‖₁</c>. The values shown are without it, and zeros are
    /// approached, not reached: <see cref="Objective.Regularized"/> includes the term and makes zeros exact.</summary>
    public double L1 { get; init => field = Require.NonNegative(value); }

    /// <summary>λ₂ ≥ 0, default 0: adds 2λ₂x to the gradient, that of <c>λ₂‖x‖²</c>. The values shown are without it.</summary>
    public double L2 { get; init => field = Require.NonNegative(value); }

    /// <summary>c > 0, default infinity: each element of the gradient is cut to between −c and c.</summary>
    public double ClipValue { get; init => field = Require.Limit(value); } = double.PositiveInfinity;

    /// <summary>c > 0, default infinity: a gradient of a longer Euclidean norm is shortened to it.</summary>
    public double ClipNorm { get; init => field = Require.Limit(value); } = double.PositiveInfinity;

    /// <summary>k ≥ 1, default 1: each step uses the mean of the gradients of k evaluations, for example of k mini-batches.</summary>
    public int AccumulationSteps { get; init => field = Require.AtLeastOne(value); } = 1;

    /// <summary>What happens at a value or gradient that is infinite or not a number, default <see cref="NonFinitePolicy.Stop"/>.</summary>
    public NonFinitePolicy NonFinite { get; init; }

    /// <inheritdoc/>
    public sealed override Wants Wants => Wants.ValueAndGradient;

    /// <summary>Everything that happens to a gradient, what all methods share (clipping, regularisation) included.</summary>
    public Chain Chain
    {
        get
        {
            var first = new List<Transformation>();
            if (NonFinite == NonFinitePolicy.Skip) first.Add(new SkipNonFinite());
            if (NonFinite == NonFinitePolicy.Zero) first.Add(new ZeroNonFinite());
            if (AccumulationSteps > 1) first.Add(new AccumulateGradients(AccumulationSteps));
            if (double.IsFinite(ClipValue)) first.Add(new ClipByValue(ClipValue));
            if (double.IsFinite(ClipNorm)) first.Add(new ClipByNorm(ClipNorm));
            if (L1 > 0) first.Add(new AddL1(L1));
            if (L2 > 0) first.Add(new AddWeightDecay(2 * L2));
            if (WeightDecay > 0 && !DecouplesWeightDecay) first.Add(new AddWeightDecay(WeightDecay));
            return Constrained(first, [.. Compose()]);
        }
    }

    /// <inheritdoc/>
    public override Method For(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (objective is EqualityConstrainedObjective) return base.For(objective);
        var ready = LearningRate is PerEpochSchedule { Steps: 0 } rate ? this with { LearningRate = rate with { Steps = objective.StepsPerEpoch } } : this;
        return objective.KinkWeights is { } kinks && Kinks is null ? ready with { Kinks = kinks } : ready;
    }

    internal override Projection? Set => Within;

    internal override Method Inside(Vector scale) => Within is null ? this : this with { Within = Within.Inside(scale) };

    /// <summary>The chain with what holds its points at zeros and within a set: right behind the move, before any averaging.</summary>
    private Chain Constrained(List<Transformation> first, Transformation[] own)
    {
        var onPoint = new List<Transformation>();
        if (Kinks is not null) onPoint.Add(new StopAtZero(Kinks));
        if (Within is not null) onPoint.Add(new ProjectOnto(Within));
        if (Within is { Couples: true }) first.Add(new KeepTangent(Within));
        return Chain.Of([.. first, .. own.TakeWhile(link => !link.ActsOnPoint), .. onPoint, .. own.SkipWhile(link => !link.ActsOnPoint)]);
    }

    /// <summary>Whether <see cref="Compose"/> itself places the weight decay.</summary>
    protected virtual bool DecouplesWeightDecay => false;

    /// <summary>The rate with its decay, as the last scaling of most methods.</summary>
    protected Transformation Rate => new ScaleByLearningRate(LearningRateWithDecay);

    /// <summary>The rate as a schedule that includes <see cref="LearningRateDecay"/>.</summary>
    protected Schedule LearningRateWithDecay => LearningRateDecay > 0 ? new DecayedSchedule(LearningRate, LearningRateDecay) : LearningRate;

    /// <summary>The transformations that make the method, from gradient to update.</summary>
    protected abstract IEnumerable<Transformation> Compose();

    /// <inheritdoc/>
    public override Request Ask(State state) => Own<FirstOrderState>(state).Ask();

    /// <inheritdoc/>
    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var own = Own<FirstOrderState>(state);
        return own.Tell((Evaluation.ValueAndGradient)Fitting(evaluations, 1, own.Point.Count)[0]);
    }

    /// <inheritdoc/>
    public override Vector Answer(State state) => Own<FirstOrderState>(state).Answer;

    /// <inheritdoc/>
    protected override State Begin(Vector point, Key key) => new FirstOrderState(Chain, Within?.Project(point) ?? point, key);

    [MethodImpl(Hot.Path)]
    internal override State Advance(State state, Evaluation[] evaluations, Vector best) =>
        ((FirstOrderState)state).Advance((Evaluation.ValueAndGradient)evaluations[0], best);

    internal override bool BearsNonFinite => NonFinite != NonFinitePolicy.Stop;

    internal override Request AskOwned(State state) => ((FirstOrderState)state).AskAgain();
}
