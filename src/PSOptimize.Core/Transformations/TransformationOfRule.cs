namespace PSOptimize.Transformations;

/// <summary>A transformation with its rule: the one class to derive from.</summary>
/// <typeparam name="TRule">What happens to the elements, as a struct with the constants of a step in its fields.</typeparam>
public abstract record Transformation<TRule> : Transformation
    where TRule : struct, IRule
{
    /// <summary>Folds hyperparameters, schedules, step number and remembered numbers into the constants of one step.</summary>
    /// <param name="step">The step.</param>
    protected internal abstract TRule Fold(ref Step step);

    /// <inheritdoc/>
    public sealed override Transformation OnlyFor(Vectors.Vector mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return new Masked<TRule>(this, mask);
    }

    internal sealed override Stage Open(int numbers, int slots) => new Stage<TRule>(new Link<TRule>(this, numbers, slots), slots);

    internal sealed override Stage Extend<TFirst>(Stage<TFirst> stage, int numbers, int slots) =>
        new Stage<Then<TFirst, TRule>>(new Pair<TFirst, TRule>(stage.Links, new Link<TRule>(this, numbers, slots)), stage.FirstSlot);
}
