namespace PSOptimize.ScriptBlocks;

/// <summary>How the gradient of a script block is to be obtained.</summary>
public enum DifferentiationChoice
{
    /// <summary>Exactly where the block can be translated, else by central differences.</summary>
    Auto,

    /// <summary>Exactly, or not at all.</summary>
    Exact,

    /// <summary>By central differences: 2n further evaluations a gradient.</summary>
    Central,

    /// <summary>By forward differences: n further evaluations a gradient.</summary>
    Forward,

    /// <summary>By the complex step, where the block is analytic: n complex evaluations a gradient, without compiled code; a check of the exact gradient.</summary>
    ComplexStep,
}
