namespace PSOptimize.Methods.DerivativeFree;

/// <summary>How the moves of an annealing are distributed. All are symmetric, as Metropolis' rule asks.</summary>
public enum AnnealingMoves
{
    /// <summary>
    /// Cauchy's distribution in n dimensions: mostly near, now and then very far, so that a cold walk still leaves a valley.
    /// </summary>
    Cauchy,

    /// <summary>The normal distribution.</summary>
    Normal,
}
