using PSOptimize.Checks;
using PSOptimize.Transformations;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>RMSProp: <c>E ← ρE + (1 − ρ)g²</c>, <c>x ← x − ε g/(√E + e)</c> in each coordinate.</summary>
/// <remarks>Tieleman and Hinton 2012, lecture 6.5 of "Neural networks for machine learning", slide 29.</remarks>
/// <example><code>Optimizer.Run(objective, new RMSProp { LearningRate = 0.01, Decay = 0.99 }, start)</code></example>
[About("E ← ρE + (1 − ρ)g², x ← x − ε g/(√E + e)", "Tieleman and Hinton 2012, lecture 6.5, slide 29")]
public sealed record RMSProp() : FirstOrderMethod(0.001)
{
    /// <summary>ρ in [0, 1), default 0.9.</summary>
    public double Decay { get; init => field = Require.Fraction(value); } = 0.9;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    public double Epsilon { get; init => field = Require.NonNegative(value); } = 1e-8;

    /// <summary>Whether e stands inside the root, default no.</summary>
    public bool EpsilonInside { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() =>
        [new ScaleByRootMeanSquare(Decay, Epsilon, EpsilonInside), new ScaleByLearningRate(LearningRate)];
}
