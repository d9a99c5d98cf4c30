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

    /// <summary>ε ≥ 0: a number, or a <see cref="Schedule"/>.</summary>
    public Schedule LearningRate { get; init => field = Schedule.AsRate(value); }

    /// <summary>λ ≥ 0, default 0: adds λx to the gradient (coupled), unless the method says that it decouples it.</summary>
    public double WeightDecay { get; init => field = Require.NonNegative(value); }

    /// <summary>A set that every point is kept in by projection, default none: a <see cref="Box"/>, a <see cref="Simplex"/> or a <see cref="Ball"/>.</summary>
    public Projection? Within { get; init; }

    /// <summary>The coordinates at whose zeros the objective has a kink: their zeros will be exact.</summary>
    internal Vector? Kinks { get; init; }

    /// <inheritdoc/>
    public sealed override Wants Wants => Wants.ValueAndGradient;

    /// <summary>Everything that happens to a gradient, the regularisation that all methods share included.</summary>
    public Chain Chain
    {
        get
        {
            var regularisation = new List<Transformation>();
            if (WeightDecay > 0 && !DecouplesWeightDecay) regularisation.Add(new AddWeightDecay(WeightDecay));
            return Constrained(regularisation, [.. Compose()]);
        }
    }

    /// <inheritdoc/>
    public override Method For(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return objective.KinkWeights is { } kinks && Kinks is null ? this with { Kinks = kinks } : this;
    }

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
    protected override State Begin(Vector point, Key key) => new FirstOrderState(Chain, Within?.Project(point) ?? point, key);

    internal override State Advance(State state, Evaluation[] evaluations, Vector best) =>
        ((FirstOrderState)state).Advance((Evaluation.ValueAndGradient)evaluations[0], best);

    internal override Request AskOwned(State state) => ((FirstOrderState)state).AskAgain();
}
