namespace PSOptimize.Checks;

/// <summary>Above 0, infinity included: a limit that may be off.</summary>
public sealed class LimitAttribute : RangeAttribute
{
    /// <summary>(0, ∞].</summary>
    public LimitAttribute() : base(0, double.PositiveInfinity) => IncludesUpper = true;
}
