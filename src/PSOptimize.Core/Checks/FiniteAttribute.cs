namespace PSOptimize.Checks;

/// <summary>Any number but NaN and infinity.</summary>
public sealed class FiniteAttribute : RangeAttribute
{
    /// <summary>(−∞, ∞).</summary>
    public FiniteAttribute() : base(double.NegativeInfinity, double.PositiveInfinity) { }
}
