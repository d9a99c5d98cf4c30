namespace PSOptimize.Runs.Diagnosis;

/// <summary>What a trajectory shows that its user should know.</summary>
public enum Symptom
{
    /// <summary>The values ran away: the rate is too large.</summary>
    Divergence,

    /// <summary>The value goes up and down instead of down: the rate is too large.</summary>
    Overshoot,

    /// <summary>The values scatter from step to step because each step sees another sample.</summary>
    Noise,

    /// <summary>The steps became tiny although the gradient did not: the method has used up its rate.</summary>
    VanishingRate,

    /// <summary>The value stands still where the gradient is not zero, far from convergence.</summary>
    Plateau,

    /// <summary>The budget ended on the way down.</summary>
    StillDescending,

    /// <summary>The best point was passed long before the end.</summary>
    LeftTheBest,

    /// <summary>Runs from different starts ended at different values.</summary>
    SeveralMinima,
}
