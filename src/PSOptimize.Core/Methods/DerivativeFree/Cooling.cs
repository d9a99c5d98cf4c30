namespace PSOptimize.Methods.DerivativeFree;

/// <summary>How the temperature of an annealing falls with the step k of a cycle.</summary>
public enum Cooling
{
    /// <summary><c>T₀ rᵏ</c> (Kirkpatrick, Gelatt and Vecchi 1983).</summary>
    Geometric,

    /// <summary><c>T₀ (1 − k/L)</c> over a cycle of L steps.</summary>
    Linear,

    /// <summary><c>T₀ ln 2 / ln(k + 2)</c> (Geman and Geman 1984, theorem B, up to the constant).</summary>
    Logarithmic,

    /// <summary>
    /// <c>T ← T e^(−λT/σ)</c> after every block of 50 steps, σ the deviation of the values in it
    /// (Huang, Romeo and Sangiovanni-Vincentelli 1986); at least halved, at most kept.
    /// </summary>
    Adaptive,

    /// <summary>The temperature stays: a Metropolis walk, which visits points as the Boltzmann distribution has them.</summary>
    None,
}
