using PSOptimize.Catalogues;
using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Schedules;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>A method that follows gradients: a named composition of gradient transformations.</summary>
/// <remarks>
/// Derive a record, give it hyperparameters as properties, and say in <see cref="Compose"/> which transformations they make.
/// </remarks>
[SharedBy("Every first-order method")]
public abstract record FirstOrderMethod : Method
{
    /// <summary>For derived methods.</summary>
    /// <param name="learningRate">The method's default rate.</param>
    protected FirstOrderMethod(Schedule learningRate) => LearningRate = learningRate;

    /// <summary>ε ≥ 0: a number, or a <see cref="Schedule"/>; each method has a default of its own.</summary>
    [NonNegative] public Schedule LearningRate { get; init => field = Checked(value); }

    /// <summary>κ ≥ 0, default 0: the rate of step t is <c>ε/(1 + κ(t − 1))</c>.</summary>
    [NonNegative] public double LearningRateDecay { get; init => field = Checked(value); }

    /// <summary>λ ≥ 0, default 0: adds λx to the gradient (coupled), unless the method says that it decouples it.</summary>
    [NonNegative] public double WeightDecay { get; init => field = Checked(value); }

    /// <summary>c > 0, default infinity: each element of the gradient is cut to between −c and c.</summary>
    [Limit] public double ClipValue { get; init => field = Checked(value); } = double.PositiveInfinity;

    /// <summary>c > 0, default infinity: a gradient of a longer Euclidean norm is shortened to it.</summary>
    [Limit] public double ClipNorm { get; init => field = Checked(value); } = double.PositiveInfinity;

    /// <summary>k ≥ 1, default 1: each step uses the mean of the gradients of k evaluations, for example of k mini-batches.</summary>
    [AtLeast(1)] public int AccumulationSteps { get; init => field = Checked(value); } = 1;

    /// <summary>What happens at a value or gradient that is infinite or not a number, default <see cref="NonFinitePolicy.Stop"/>.</summary>
    public NonFinitePolicy NonFinite { get; init; }

    /// <summary>Value and gradient, and whatever else its transformations need.</summary>
    public sealed override Information Needs => Chain.Needs;

    /// <inheritdoc/>
    public sealed override bool CanKeepWithin(Projection set) => true;

    /// <summary>Everything that happens to a gradient, with what all methods share: clipping, accumulation, weight decay.</summary>
    public Chain Chain => ChainFor(null, null);

    /// <inheritdoc/>
    protected sealed override Solver Solve(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var paced = this with { LearningRate = LearningRate.WithEpoch(problem.Objective.StepsPerEpoch) };
        return new ChainSolver(this, problem, paced.ChainFor(problem.Within, problem.L1Weights));
    }

    /// <summary>The chain with what holds its points at zeros and within a set: right behind the move, before any averaging.</summary>
    private Chain ChainFor(Projection? within, Vector? kinks)
    {
        var first = new List<Transformation>();
        if (NonFinite == NonFinitePolicy.Skip) first.Add(new SkipNonFinite());
        if (NonFinite == NonFinitePolicy.Zero) first.Add(new ZeroNonFinite());
        if (AccumulationSteps > 1) first.Add(new AccumulateGradients(AccumulationSteps));
        if (double.IsFinite(ClipValue)) first.Add(new ClipByValue(ClipValue));
        if (double.IsFinite(ClipNorm)) first.Add(new ClipByNorm(ClipNorm));
        if (WeightDecay > 0 && !DecouplesWeightDecay) first.Add(new AddWeightDecay(WeightDecay));
        if (within is { Couples: true }) first.Add(new KeepTangent(within));
        var onPoint = new List<Transformation>();
        if (kinks is not null) onPoint.Add(new StopAtZero(kinks.Count == 1 ? Vector.Empty : kinks));
        if (within is not null) onPoint.Add(new ProjectOnto(within));
        Transformation[] own = [.. Compose()];
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
}
