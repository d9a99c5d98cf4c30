namespace PSOptimize.ScriptBlocks;

/// <summary>How to obtain the gradient of a script block.</summary>
public enum DifferentiationChoice
{
    /// <summary>Exactly if the block can be translated, else by central differences.</summary>
    Auto,

    /// <summary>Exactly, or not at all.</summary>
    Exact,

    /// <summary>By central differences: 2n further evaluations per gradient.</summary>
    Central,

    /// <summary>By forward differences: n further evaluations per gradient.</summary>
    Forward,

    /// <summary>
    /// By the complex step, if the block is analytic: n complex evaluations per gradient, without compiled code. A check of the exact
    /// gradient.
    /// </summary>
    ComplexStep,
}
