namespace PSOptimize.Methods.Curvature;

/// <summary>What a run of a method with curvature is about, as a number of its memory.</summary>
internal enum Stage
{
    /// <summary>The value where it stands is not known yet.</summary>
    Starting,

    /// <summary>It looks for a lower value.</summary>
    Searching,

    /// <summary>It learns the curvature where it stands.</summary>
    Curving,

    /// <summary>It learns the curvature after a step that failed.</summary>
    CurvingAhead,

    /// <summary>It looks for a lower value beyond a step that failed.</summary>
    SearchingAhead,

    /// <summary>It seems to have converged, and looks beyond to be sure.</summary>
    Doubting,

    /// <summary>It has converged.</summary>
    Converged,

    /// <summary>The gradient vanishes, and so does it nearby: nothing tells where lower values are.</summary>
    Flat,

    /// <summary>No lower value was found, and what could be gained is within the rounding of the values.</summary>
    Stalled,

    /// <summary>No lower value was found, though the gradient promises one.</summary>
    NoDescent,

    /// <summary>The value falls without end.</summary>
    Unbounded,
}
