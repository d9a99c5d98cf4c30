namespace PSOptimize.Methods.Chains;

/// <summary>What became of a step of a chain.</summary>
internal enum StepOutcome
{
    /// <summary>The point moved.</summary>
    Moved,

    /// <summary>A link ended the step: the point stays, and the iteration came to nothing.</summary>
    Skipped,

    /// <summary>A link keeps the update for a later step: the point stays, and the iteration goes on.</summary>
    Gathered,
}
