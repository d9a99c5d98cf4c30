namespace PSOptimize.Randomness;

/// <summary>How points are spread in the unit cube.</summary>
public enum Sampling
{
    /// <summary>Each point independently and uniformly.</summary>
    Uniform,

    /// <summary>In each coordinate one point in each of as many equal slices as there are points.</summary>
    LatinHypercube,
}
