namespace PSOptimize.Randomness;

/// <summary>How points are spread in the unit cube.</summary>
public enum Sampling
{
    /// <summary>Each point independently and uniformly.</summary>
    Uniform,

    /// <summary>In each coordinate one point in each of as many equal slices as there are points.</summary>
    LatinHypercube,

    /// <summary>A scrambled sequence of Sobol', which also fills the planes and boxes of several coordinates evenly, best with a power of two of points; up to 101 coordinates.</summary>
    Sobol,
}
