using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The memory of <see cref="DifferentialEvolution"/>; its point is the best member, its trials one mutant a member.</summary>
public sealed record DifferentialEvolutionMemory : RestartingMemory
{
    internal DifferentialEvolutionMemory(Vector point, Key key) : base(point, key) { }

    /// <summary>The members of the population; none before they are known.</summary>
    public VectorList Members { get; init; } = VectorList.Empty;

    /// <summary>The values of the members.</summary>
    public Vector Values { get; init; } = Vector.Empty;

    /// <summary>F of each member.</summary>
    public Vector Weights { get; init; } = Vector.Empty;

    /// <summary>CR of each member.</summary>
    public Vector Crossovers { get; init; } = Vector.Empty;

    /// <summary>F by which each trial was made.</summary>
    public Vector TrialWeights { get; init; } = Vector.Empty;

    /// <summary>CR by which each trial was made.</summary>
    public Vector TrialCrossovers { get; init; } = Vector.Empty;

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Trials.Count >= 4, nameof(Trials)), (TrialWeights.Count == Trials.Count, nameof(TrialWeights)),
        (TrialCrossovers.Count == Trials.Count, nameof(TrialCrossovers)),
        (Members.Count == 0 || Members.Count == Trials.Count, nameof(Members)),
        (Members.Count == 0 || Values.Count == Members.Count, nameof(Values)),
        (Members.Count == 0 || Weights.Count == Members.Count, nameof(Weights)),
        (Members.Count == 0 || Crossovers.Count == Members.Count, nameof(Crossovers)),
    ];
}
