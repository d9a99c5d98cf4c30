using PSOptimize.Catalogues;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Schedules;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// One link of a chain: turns the update that comes in (at first the gradient) into the update that goes on. It is immutable;
/// what it remembers lives in the state of the method, as slots (vectors as long as the point) and numbers.
/// </summary>
/// <remarks>
/// Derive from <see cref="Transformation{TRule}"/>. Updates are added to the point, so a chain that descends has a negative
/// factor in it: <see cref="ScaleByLearningRate"/>.
/// </remarks>
public abstract record Transformation : Parameterized
{
    private protected Transformation() { }

    /// <summary>
    /// All transformations: a public record that derives from <see cref="Transformation"/> is among them, and so is the scaling of every
    /// <see cref="ScalingMethod"/>.
    /// </summary>
    public static Catalogue<Transformation> Catalogue { get; } =
        new(() => Records.Of<Transformation>().Select(type => Records.Entry<Transformation>(type, type.Name)).Concat(ScalingMethod.Links));

    /// <summary>The name of the transformation, that of its type.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The names of the slots, each a vector as long as the point; none for most.</summary>
    public virtual ReadOnlyCollection<string> SlotNames => [];

    /// <summary>The names of the numbers that are remembered; none for most.</summary>
    public virtual ReadOnlyCollection<string> NumberNames => [];

    /// <summary>
    /// How many numbers are remembered for points of a dimension: one per name, unless it remembers a matrix under a single name.
    /// </summary>
    /// <param name="dimension">The number of coordinates.</param>
    protected internal virtual int NumberCount(int dimension) => NumberNames.Count;

    /// <summary>The slot that holds the point which the chain recommends, for transformations that average; nothing for most.</summary>
    public virtual int? AnswerSlot => null;

    /// <summary>
    /// Whether <see cref="Transformation{TRule}.Fold"/> needs the whole incoming update (a norm, a mean, a matrix product).
    /// Such a transformation ends the loop before it, at the cost of one more pass through memory.
    /// </summary>
    public virtual bool NeedsWhole => false;

    /// <summary>
    /// Whether the transformation works on the point after the move (a projection, an average) instead of on the update.
    /// It stands behind all that work on the update.
    /// </summary>
    public virtual bool ActsOnPoint => false;

    /// <summary>Writes what the slots and numbers hold before the first step; they are 0 on entry.</summary>
    /// <param name="point">The starting point.</param>
    /// <param name="slots">Each as long as the point.</param>
    /// <param name="numbers">As many as <see cref="NumberCount"/> says.</param>
    protected internal virtual void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) { }

    /// <summary>
    /// The same transformation for a group of coordinates only; the others pass unchanged. Several such links give each group
    /// settings of its own.
    /// </summary>
    /// <param name="mask">As long as the point; other than 0 for the coordinates of the group.</param>
    public abstract Transformation OnlyFor(Vector mask);

    /// <summary>The transformation and the move of the point as one, if that saves a rounding; null for most.</summary>
    internal virtual Transformation? AsMove() => null;

    /// <summary>What the link needs to know of the objective in some step, beside value and gradient; nothing for most.</summary>
    public virtual Information Needs => Information.None;

    /// <summary>What of that it needs in a step.</summary>
    /// <param name="number">The step as this link counts it, from 1.</param>
    protected internal virtual Information NeedsAt(long number) => Needs;

    /// <summary>
    /// The next step as the links behind this one count it, for what they need in it; null if it will not reach them.
    /// </summary>
    /// <param name="number">The step as this link counts it, from 1.</param>
    /// <param name="numbers">What the link remembers.</param>
    protected internal virtual long? Behind(long number, ReadOnlySpan<double> numbers) => number;

    /// <summary>The rate, if the link has one of its own; null for most.</summary>
    protected internal virtual Schedule? OwnRate => null;

    /// <summary>The same transformation with another rate, if it has one of its own.</summary>
    /// <param name="rate">The rate.</param>
    protected internal virtual Transformation AtRate(Schedule rate) => this;

    internal abstract Stage Open(Place place);

    internal abstract Stage Extend<TRule>(Stage<TRule> stage, Place place) where TRule : struct, IRule;
}
