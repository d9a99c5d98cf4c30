namespace PSOptimize.Methods.Curvature;

/// <summary>Why a method with curvature cannot go on, as a number of its memory.</summary>
internal enum Ending
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>No lower value was found, and what could be gained is within the rounding of the values.</summary>
    Stalled,

    /// <summary>No lower value was found, though the gradient promises one.</summary>
    NoDescent,

    /// <summary>The value falls without end.</summary>
    Unbounded,
}
