namespace PSOptimize.Checks;

/// <summary>At least 0 and finite.</summary>
public sealed class NonNegativeAttribute : RangeAttribute
{
    /// <summary>[0, ∞).</summary>
    public NonNegativeAttribute() : base(0, double.PositiveInfinity) => IncludesLower = true;
}
