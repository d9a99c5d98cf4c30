namespace PSOptimize.Checks;

/// <summary>Above 0 and at most 1.</summary>
public sealed class ShareAttribute : RangeAttribute
{
    /// <summary>(0, 1].</summary>
    public ShareAttribute() : base(0, 1) => IncludesUpper = true;
}
