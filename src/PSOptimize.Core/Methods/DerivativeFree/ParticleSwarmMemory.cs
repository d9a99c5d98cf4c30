using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The memory of a <see cref="ParticleSwarm"/>; its point is the best so far, its trials are the particles.</summary>
public sealed record ParticleSwarmMemory : RestartingMemory
{
    internal ParticleSwarmMemory(Vector point, Key key) : base(point, key) { }

    /// <summary>The velocity of each particle.</summary>
    public VectorList Velocities { get; init; } = VectorList.Empty;

    /// <summary>The best point of each particle; none before any is known.</summary>
    public VectorList Bests { get; init; } = VectorList.Empty;

    /// <summary>The values there.</summary>
    public Vector BestValues { get; init; } = Vector.Empty;

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Velocities.Count == Trials.Count, nameof(Velocities)), (Bests.Count == 0 || Bests.Count == Trials.Count, nameof(Bests)),
        (Bests.Count == 0 || BestValues.Count == Bests.Count, nameof(BestValues)),
    ];
}
