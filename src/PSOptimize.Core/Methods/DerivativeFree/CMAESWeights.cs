namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// The constants of <see cref="CMAES"/> that follow from dimension and population: table 1 of Hansen 2016, for positive weights only.
/// </summary>
internal sealed class CMAESWeights
{
    public CMAESWeights(int n, int population)
    {
        Parents = population / 2;
        double[] raw = [.. Enumerable.Range(1, Parents).Select(i => Math.Log((population + 1) / 2.0) - Math.Log(i))];
        var sum = raw.Sum();
        Weights = [.. raw.Select(weight => weight / sum)];
        Effective = 1 / Weights.Sum(weight => weight * weight);
        SigmaRate = (Effective + 2) / (n + Effective + 5);
        Damping = 1 + 2 * Math.Max(0, Math.Sqrt((Effective - 1) / (n + 1)) - 1) + SigmaRate;
        PathRate = (4 + Effective / n) / (n + 4 + 2 * Effective / n);
        RankOne = 2 / ((n + 1.3) * (n + 1.3) + Effective);
        RankMany = Math.Min(1 - RankOne, 2 * (0.25 + Effective + 1 / Effective - 2) / ((n + 2.0) * (n + 2.0) + Effective));
        ExpectedNorm = Math.Sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
    }

    /// <summary>μ, how many members the next mean is made of.</summary>
    public int Parents { get; }

    /// <summary>wᵢ, falling, of sum 1.</summary>
    public double[] Weights { get; }

    /// <summary>μ_eff = 1/Σ wᵢ².</summary>
    public double Effective { get; }

    /// <summary>c_σ.</summary>
    public double SigmaRate { get; }

    /// <summary>d_σ.</summary>
    public double Damping { get; }

    /// <summary>c_c.</summary>
    public double PathRate { get; }

    /// <summary>c₁.</summary>
    public double RankOne { get; }

    /// <summary>c_μ.</summary>
    public double RankMany { get; }

    /// <summary>E‖N(0, I)‖, approximately.</summary>
    public double ExpectedNorm { get; }
}
