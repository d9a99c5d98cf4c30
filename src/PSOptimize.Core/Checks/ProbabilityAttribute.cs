namespace PSOptimize.Checks;

/// <summary>At least 0 and at most 1.</summary>
public sealed class ProbabilityAttribute : RangeAttribute
{
    /// <summary>[0, 1].</summary>
    public ProbabilityAttribute() : base(0, 1) => IncludesLower = IncludesUpper = true;
}
