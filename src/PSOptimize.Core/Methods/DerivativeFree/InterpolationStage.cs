namespace PSOptimize.Methods.DerivativeFree;

/// <summary>What the trials of a <see cref="QuadraticInterpolation"/> are for.</summary>
public enum InterpolationStage
{
    /// <summary>The points of a first model.</summary>
    Build,

    /// <summary>A step to the minimum of the model.</summary>
    Step,

    /// <summary>A point that makes the model better, in the place of one that lies too far away.</summary>
    Improve,
}
