namespace PSOptimize.Differentiation;

/// <summary>The type of a value of an expression graph.</summary>
internal enum ValueKind
{
    /// <summary>A double; the only kind that has a derivative, alone or as the element of a series.</summary>
    Real,

    /// <summary>A 32-bit integer: a count or an index.</summary>
    Whole,

    /// <summary>The answer to a comparison.</summary>
    Truth,

    /// <summary>An immutable sequence of doubles.</summary>
    Series,
}
