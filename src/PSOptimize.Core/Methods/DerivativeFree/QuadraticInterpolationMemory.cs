using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The memory of a <see cref="QuadraticInterpolation"/>; its point is the best of those that are interpolated.</summary>
public sealed record QuadraticInterpolationMemory : RestartingMemory
{
    internal QuadraticInterpolationMemory(Vector point, Key key) : base(point, key) { }

    /// <summary>The 2n + 1 points that the model interpolates; none before they are known.</summary>
    public VectorList Points { get; init; } = VectorList.Empty;

    /// <summary>The values there.</summary>
    public Vector Values { get; init; } = Vector.Empty;

    /// <summary>The Hessian of the model, n² numbers row by row, in units of the region.</summary>
    public Vector Hessian { get; init; } = Vector.Empty;

    /// <summary>The norm of the Hessian of the first model since the last restart; NaN before it is known.</summary>
    public double FirstCurvature { get; init; } = double.NaN;

    /// <summary>How far the values of the first model since the last restart lie above the lowest; NaN before they are known.</summary>
    public double Spread { get; init; } = double.NaN;

    /// <summary>Δ, how far a step may go, in the same units.</summary>
    public double Radius { get; init; }

    /// <summary>ρ, the resolution: how far apart points are kept; it never grows.</summary>
    public double Resolution { get; init; }

    /// <summary>The decrease that the model promises of the trial.</summary>
    public double Promised { get; init; }

    /// <summary>What the trials are for.</summary>
    public InterpolationStage Stage { get; init; }

    /// <summary>The point that the trial is to replace, counted from 0, if it improves the model.</summary>
    public int Replaced { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Trials.Count == (Stage == InterpolationStage.Build ? 2 * Point.Count + 1 : 1), nameof(Trials)),
        (Stage == InterpolationStage.Build || Points.Count == 2 * Point.Count + 1, nameof(Points)),
        (Stage == InterpolationStage.Build || Values.Count == Points.Count, nameof(Values)),
        (Stage == InterpolationStage.Build || Replaced < Points.Count, nameof(Replaced)),
        (Hessian.Count == (long)Point.Count * Point.Count, nameof(Hessian)),
        (Radius > 0 && double.IsFinite(Radius), nameof(Radius)), (Resolution > 0 && double.IsFinite(Resolution), nameof(Resolution)),
    ];
}
