namespace PSOptimize.Methods.DerivativeFree;

/// <summary>Where a random search looks.</summary>
public enum RandomSearchForm
{
    /// <summary>Around the best point, with a radius that grows on success and shrinks on failure.</summary>
    Local,

    /// <summary>Everywhere in the box alike.</summary>
    Uniform,
}
