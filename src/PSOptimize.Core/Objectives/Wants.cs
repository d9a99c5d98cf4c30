namespace PSOptimize.Objectives;

/// <summary>What is wanted at a point.</summary>
public enum Wants
{
    /// <summary>The value alone.</summary>
    Value,

    /// <summary>The value and the gradient.</summary>
    ValueAndGradient,
}
