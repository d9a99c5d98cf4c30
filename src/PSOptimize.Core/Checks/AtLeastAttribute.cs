namespace PSOptimize.Checks;

/// <summary>At least a number, and finite.</summary>
public sealed class AtLeastAttribute : RangeAttribute
{
    /// <summary>[bound, ∞).</summary>
    /// <param name="bound">The least number.</param>
    public AtLeastAttribute(double bound) : base(bound, double.PositiveInfinity) => IncludesLower = true;
}
