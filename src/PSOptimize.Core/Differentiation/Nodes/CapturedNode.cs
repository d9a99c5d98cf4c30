namespace PSOptimize.Differentiation;

/// <summary>A constant array.</summary>
internal sealed class CapturedNode(double[] values) : Node(ValueKind.Series, null)
{
    public double[] Values { get; } = values;
}
