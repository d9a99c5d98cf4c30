namespace PSOptimize.Checks;

/// <summary>What stands for a number, and may be the same one at all times: a range is then that of the number.</summary>
internal interface IConstant
{
    /// <summary>The number; null if it changes.</summary>
    double? Constant { get; }
}
