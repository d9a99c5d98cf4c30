namespace PSOptimize.Differentiation;

/// <summary>A value that is computed once and never changes: the graph is in static single assignment form.</summary>
internal abstract class Node(ValueKind kind, Region? home)
{
    public ValueKind Kind { get; } = kind;

    /// <summary>The region that computes the value; null if it is available from the start.</summary>
    public Region? Home { get; } = home;
}
