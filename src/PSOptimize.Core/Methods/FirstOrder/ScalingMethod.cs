using PSOptimize.Catalogues;
using PSOptimize.Methods.Chains;
using PSOptimize.Objectives;
using PSOptimize.Schedules;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// A first-order method with a scaling of its own: what it remembers of the gradients so far, and the update that it makes of the next one.
/// The scaling is also a link for chains that people compose, under the name <c>ScaleBy</c> and the method's.
/// </summary>
/// <remarks>
/// Derive a record with hyperparameters, a struct that is the formula for a register of elements (<see cref="IRule"/>), and a method that
/// folds the hyperparameters and the number of the step into the constants of that struct; <see cref="Scaling"/> names it.
/// </remarks>
/// <example><code>Chain.Of(new ClipByNorm(1), new Adam { Beta1 = 0.8 }.Scaling, new ScaleByLearningRate(0.01))</code></example>
public abstract record ScalingMethod : FirstOrderMethod
{
    /// <summary>For derived methods.</summary>
    /// <param name="learningRate">The method's default rate.</param>
    protected ScalingMethod(Schedule learningRate) : base(learningRate) { }

    /// <summary>The scaling with the hyperparameters of this method, as a link of a chain: <c>ScaledBy(Fold)</c>.</summary>
    public abstract Transformation Scaling { get; }

    /// <summary>The name of the link, <c>ScaleBy</c> and the method's for most.</summary>
    protected internal virtual string ScalingName => $"ScaleBy{Name}";

    /// <summary>The names of the slots, each a vector as long as the point; none for some.</summary>
    protected internal virtual ReadOnlyCollection<string> SlotNames => [];

    /// <summary>The names of the numbers that are remembered; none for most.</summary>
    protected internal virtual ReadOnlyCollection<string> NumberNames => [];

    /// <summary>How many numbers are remembered: one per name, unless it is a matrix under a single name.</summary>
    /// <param name="dimension">The number of coordinates.</param>
    protected internal virtual int NumberCount(int dimension) => NumberNames.Count;

    /// <summary>Whether the constants of a step depend on the whole gradient, such as on its norm: one more pass through memory.</summary>
    protected internal virtual bool NeedsWhole => false;

    /// <summary>What the scaling needs to know of the objective in some step, beside value and gradient; nothing for most.</summary>
    protected internal virtual Information ScalingNeeds => Information.None;

    /// <summary>What of that it needs in a step.</summary>
    /// <param name="number">The step, from 1.</param>
    protected internal virtual Information ScalingNeedsAt(long number) => ScalingNeeds;

    /// <summary>Whether the scaling itself takes in the rate, so that none follows it.</summary>
    protected internal virtual bool HoldsRate => false;

    /// <summary>Writes what the slots and numbers hold before the first step; they are 0 on entry.</summary>
    /// <param name="point">The starting point.</param>
    /// <param name="slots">Each as long as the point.</param>
    /// <param name="numbers">As many as <see cref="NumberCount"/> says.</param>
    protected internal virtual void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) { }

    /// <summary>Whether a hyperparameter of the method itself is one of its scaling, and not of a link behind it.</summary>
    /// <param name="hyperparameter">Its name.</param>
    protected virtual bool IsOfScaling(string hyperparameter) => true;

    /// <summary>The scaling whose constants a function folds.</summary>
    /// <typeparam name="TRule">The formula.</typeparam>
    /// <param name="fold">A method of this record.</param>
    protected Transformation ScaledBy<TRule>(Folding<TRule> fold) where TRule : struct, IRule => new Scaling<TRule>(this, fold);

    /// <summary>The scaling and the rate.</summary>
    protected override IEnumerable<Transformation> Compose() => HoldsRate ? [Scaling] : [Scaling, Rate];

    /// <summary>The scalings of all methods, for the catalogue of transformations. Some methods borrow that of another one.</summary>
    internal static IEnumerable<Entry<Transformation>> Links =>
        from entry in Method.Catalogue.All
        let method = entry.Default as ScalingMethod
        where method is not null && ReferenceEquals(method.Scaling.Holder, method)
        select new Entry<Transformation>(
            method.ScalingName, Description.Of(entry.Record!).Only(method.ScalesBy), made => ((ScalingMethod)made).Scaling)
        {
            Summary = entry.Summary, Reference = entry.Reference, Record = entry.Record,
        };

    /// <summary>Whether a parameter of the method is one of its scaling.</summary>
    internal bool ScalesBy(string parameter) =>
        parameter == nameof(LearningRate) ? HoldsRate
        : Description.Of(GetType()).Find(parameter) is { IsListed: true, SharedBy: "" } && IsOfScaling(parameter);
}
