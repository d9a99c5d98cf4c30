using System.Runtime.CompilerServices;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Chains;

/// <summary>Makes the rule of a step.</summary>
internal interface ILinks<TRule> where TRule : struct, IRule
{
    TRule Fold(StepFrame frame);
}

/// <summary>A transformation at its place in a chain.</summary>
internal sealed class Link<TRule>(Transformation<TRule> transformation, Place place) : ILinks<TRule>
    where TRule : struct, IRule
{
    private readonly Folding<TRule> _fold = transformation.Folding;

    [MethodImpl(JitHints.FullyOptimized)]
    public TRule Fold(StepFrame frame)
    {
        var step = new Step(frame, place);
        var rule = _fold(ref step);
        if (frame.Outcome != StepOutcome.Moved) frame.KeptFrom = 1 + place.FirstSlot + place.SlotCount;
        return rule;
    }
}

/// <summary>Transformations followed by one more.</summary>
internal sealed class Pair<TFirst, TSecond>(ILinks<TFirst> first, ILinks<TSecond> second) : ILinks<Then<TFirst, TSecond>>
    where TFirst : struct, IRule
    where TSecond : struct, IRule
{
    [MethodImpl(JitHints.FullyOptimized)]
    public Then<TFirst, TSecond> Fold(StepFrame frame)
    {
        // In the order of the chain: a later fold may read what an earlier one has set, such as the rate.
        var one = first.Fold(frame);
        return frame.Outcome != StepOutcome.Moved ? default : new(one, second.Fold(frame));
    }
}
