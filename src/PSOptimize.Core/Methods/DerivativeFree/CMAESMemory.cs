using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The memory of <see cref="CMAES"/>; its point is the best so far, its trials are the next generation.</summary>
public sealed record CMAESMemory : RestartingMemory
{
    internal CMAESMemory(Vector point, Key key) : base(point, key) => Mean = point;

    /// <summary>m, the centre of the search distribution.</summary>
    public Vector Mean { get; init; }

    /// <summary>σ, the overall deviation.</summary>
    public double Sigma { get; init; }

    /// <summary>C, the covariance matrix but for σ², row by row: n² numbers.</summary>
    public Vector Covariance { get; init; } = Vector.Empty;

    /// <summary>B, an orthonormal eigenvector of C a column, row by row: n² numbers.</summary>
    public Vector Axes { get; init; } = Vector.Empty;

    /// <summary>D, the square roots of the eigenvalues of C, in the order of the axes.</summary>
    public Vector Deviations { get; init; } = Vector.Empty;

    /// <summary>p_c, the path of the covariance.</summary>
    public Vector CovariancePath { get; init; } = Vector.Empty;

    /// <summary>p_σ, the path of the deviation.</summary>
    public Vector SigmaPath { get; init; } = Vector.Empty;

    /// <summary>The generations since the last restart.</summary>
    public long Generation { get; init; }

    /// <summary>λ, the size of a generation.</summary>
    public int Population { get; init; }

    /// <summary>The best value of each of the last generations, oldest first.</summary>
    public Vector History { get; init; } = Vector.Empty;

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Population >= 2 && Trials.Count == Population + (Step == 0 ? 1 : 0), nameof(Population)),
        (Mean.Count == Point.Count, nameof(Mean)), (Sigma > 0, nameof(Sigma)),
        (Covariance.Count == (long)Point.Count * Point.Count, nameof(Covariance)), (Axes.Count == Covariance.Count, nameof(Axes)),
        (Deviations.Count == Point.Count, nameof(Deviations)), (CovariancePath.Count == Point.Count, nameof(CovariancePath)),
        (SigmaPath.Count == Point.Count, nameof(SigmaPath)),
    ];
}
