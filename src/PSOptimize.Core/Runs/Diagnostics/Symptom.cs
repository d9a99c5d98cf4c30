namespace PSOptimize.Runs.Diagnostics;

/// <summary>A noteworthy pattern in a trajectory, or among several of them.</summary>
public enum Symptom
{
    /// <summary>The value, the gradient or the step became infinite or NaN: the learning rate is too large.</summary>
    Divergence,

    /// <summary>The steps overshoot, so that the value oscillates or successive steps reverse: the learning rate is too large.</summary>
    Overshoot,

    /// <summary>The value fluctuates because each step sees another batch.</summary>
    Noise,

    /// <summary>The steps became tiny although the gradient did not: the method's effective rate has decayed.</summary>
    VanishingRate,

    /// <summary>The value hardly changes although the gradient is not small.</summary>
    Plateau,

    /// <summary>The budget ended while the value was still falling.</summary>
    StillDescending,

    /// <summary>The best point was passed long before the end.</summary>
    LeftTheBest,

    /// <summary>Two or more classes are told apart without an error, so that the loss has no minimum.</summary>
    SeparatedClasses,

    /// <summary>Runs from different starts converged to different values.</summary>
    SeveralMinima,
}
