using System.Runtime.CompilerServices;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Chains;

/// <summary>A run of transformations that need no whole-vector number of each other: one pass through memory.</summary>
internal abstract class Stage
{
    /// <summary>
    /// Runs as stage number <paramref name="index"/>: reads the frame's input and writes the outgoing update; the last stage moves the
    /// point instead.
    /// </summary>
    public abstract void Run(StepFrame frame, int index, bool last);

    public abstract Stage Append(Transformation next, Place place);
}

/// <inheritdoc/>
internal sealed class Stage<TRule>(ILinks<TRule> links, int firstSlot) : Stage
    where TRule : struct, IRule
{
    public ILinks<TRule> Links => links;

    public int FirstSlot => firstSlot;

    public override Stage Append(Transformation next, Place place) => next.Extend(this, place);

    [MethodImpl(JitHints.FullyOptimized)]
    public override void Run(StepFrame frame, int index, bool last)
    {
        var rule = links.Fold(frame);
        if (frame.Outcome != StepOutcome.Moved) return;
        frame.Tiles ??= new object?[index + 1];
        if (frame.Tiles.Length <= index) Array.Resize(ref frame.Tiles, index + 1);
        var tiles = (Tiles<TRule>)(frame.Tiles[index] ??= new Tiles<TRule>(frame.Input.Length, 1 + firstSlot));
        if (last) frame.SquaredMove = tiles.Move(rule, frame);
        else tiles.Flow(rule, frame);
    }
}
