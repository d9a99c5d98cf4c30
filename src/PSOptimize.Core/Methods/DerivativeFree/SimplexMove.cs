namespace PSOptimize.Methods.DerivativeFree;

/// <summary>Which trials a simplex is waiting for.</summary>
public enum SimplexMove
{
    /// <summary>All vertices, of a new simplex.</summary>
    Build,

    /// <summary>The worst vertex, mirrored at the centroid of the others.</summary>
    Reflect,

    /// <summary>Further out than the reflection, which was the best.</summary>
    Expand,

    /// <summary>Between the centroid and the reflection.</summary>
    ContractOutside,

    /// <summary>Between the centroid and the worst vertex.</summary>
    ContractInside,

    /// <summary>All vertices but the best, drawn towards it.</summary>
    Shrink,
}
