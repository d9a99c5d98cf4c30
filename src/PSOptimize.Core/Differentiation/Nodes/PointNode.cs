namespace PSOptimize.Differentiation;

/// <summary>The point at which the function is evaluated.</summary>
internal sealed class PointNode() : Node(ValueKind.Series, null);
