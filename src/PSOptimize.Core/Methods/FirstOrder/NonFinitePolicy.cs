namespace PSOptimize.Methods.FirstOrder;

/// <summary>What a method does with a value or a gradient that is infinite or not a number.</summary>
public enum NonFinitePolicy
{
    /// <summary>The run ends as failed and keeps its best point.</summary>
    Stop,

    /// <summary>The step is skipped: the point stays, and nothing is remembered of it. For objectives that are stochastic.</summary>
    Skip,

    /// <summary>Such elements of the gradient count as 0.</summary>
    Zero,
}
