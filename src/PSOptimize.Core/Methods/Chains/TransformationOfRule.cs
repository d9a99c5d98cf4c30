namespace PSOptimize.Methods.Chains;

/// <summary>A transformation with its rule: the one class to derive from.</summary>
/// <typeparam name="TRule">What happens to the elements, as a struct with the constants of a step in its fields.</typeparam>
public abstract record Transformation<TRule> : Transformation
    where TRule : struct, IRule
{
    /// <summary>Folds hyperparameters, schedules, step number and remembered numbers into the constants of one step.</summary>
    /// <param name="step">The step.</param>
    protected internal abstract TRule Fold(ref Step step);

    /// <summary>What folds the constants of a step.</summary>
    internal virtual Folding<TRule> Folding => Fold;

    /// <inheritdoc/>
    public sealed override Transformation OnlyFor(Vectors.Vector mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return new Masked<TRule>(this, mask);
    }

    internal sealed override Stage Open(Place place) => new Stage<TRule>(Linked(place), place.FirstSlot);

    internal sealed override Stage Extend<TFirst>(Stage<TFirst> stage, Place place) =>
        new Stage<Then<TFirst, TRule>>(new Pair<TFirst, TRule>(stage.Links, Linked(place)), stage.FirstSlot);

    private Link<TRule> Linked(Place place) => TRule.Slots == place.SlotCount
        ? new Link<TRule>(this, place)
        : throw new InvalidOperationException(
            $"{Name} names {place.SlotCount} slots, and its rule uses {TRule.Slots}: SlotNames and Slots must agree.");
}
