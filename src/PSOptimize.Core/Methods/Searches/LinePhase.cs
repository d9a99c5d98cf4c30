namespace PSOptimize.Methods.Searches;

/// <summary>How far a search along a line has come.</summary>
internal enum LinePhase
{
    /// <summary>It wants another trial.</summary>
    Searching,

    /// <summary>The last trial is good enough.</summary>
    Found,

    /// <summary>No step has a lower value than the start, as far as the numbers can tell.</summary>
    Failed,

    /// <summary>The value falls along the line without end.</summary>
    Endless,
}
