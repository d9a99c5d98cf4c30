namespace PSOptimize.Methods.Chains;

/// <summary>
/// What a transformation does to the elements of one step, with the constants of that step already folded in. A rule is written
/// for as many elements as a SIMD register holds and reads like the formula for one.
/// </summary>
/// <remarks>
/// A chain composes its rules as generic structs, which the runtime compiles into a single loop: each step reads gradient, point
/// and slots once and writes point and slots once, however many transformations the chain has.
/// </remarks>
public interface IRule
{
    /// <summary>How many slots the rule uses: those of its transformation.</summary>
    static abstract int Slots { get; }

    /// <summary>The new update of the elements at hand.</summary>
    /// <param name="update">What the transformations before this one made of the gradient.</param>
    /// <param name="cell">The elements' place: their point, and the slots of this transformation. Read a slot before writing it.</param>
    /// <returns>The update for the transformation after this one.</returns>
    Lanes Apply(Lanes update, Cell cell);
}
