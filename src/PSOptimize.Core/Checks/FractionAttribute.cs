namespace PSOptimize.Checks;

/// <summary>At least 0 and below 1: the memory of a moving average.</summary>
public sealed class FractionAttribute : RangeAttribute
{
    /// <summary>[0, 1).</summary>
    public FractionAttribute() : base(0, 1) => IncludesLower = true;
}
