namespace PSOptimize.Randomness;

/// <summary>How sample points are distributed in the unit cube.</summary>
public enum Sampling
{
    /// <summary>Each point independently and uniformly.</summary>
    Uniform,

    /// <summary>Each coordinate is divided into N equal slices for N points, and each slice contains exactly one point.</summary>
    LatinHypercube,

    /// <summary>
    /// A scrambled Sobol' sequence, whose low-dimensional projections are evenly filled as well; up to 101 coordinates. Best if the number
    /// of points is a power of two.
    /// </summary>
    Sobol,
}
