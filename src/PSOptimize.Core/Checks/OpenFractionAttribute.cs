namespace PSOptimize.Checks;

/// <summary>Above 0 and below 1.</summary>
public sealed class OpenFractionAttribute : RangeAttribute
{
    /// <summary>(0, 1).</summary>
    public OpenFractionAttribute() : base(0, 1) { }
}
