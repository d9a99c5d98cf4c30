namespace PSOptimize.Checks;

/// <summary>Above 0 and finite.</summary>
public sealed class PositiveAttribute : RangeAttribute
{
    /// <summary>(0, ∞).</summary>
    public PositiveAttribute() : base(0, double.PositiveInfinity) { }
}
