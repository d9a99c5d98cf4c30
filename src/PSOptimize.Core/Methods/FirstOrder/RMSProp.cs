using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>RMSProp: <c>E ← ρE + (1 − ρ)g²</c>, <c>x ← x − ε g/(√E + e)</c> in each coordinate; centred, with momentum, or both.</summary>
/// <remarks>
/// Tieleman and Hinton 2012, lecture 6.5 of "Neural networks for machine learning", slide 29. Centred: Graves 2013, "Generating sequences
/// with recurrent neural networks", eqs. 38 to 41. Momentum accumulates the scaled gradients, as in PyTorch: <c>v ← μv + g/(√E + e)</c>.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new RMSProp { LearningRate = 0.01, Decay = 0.99 }, start)</code></example>
[About("E ← ρE + (1 − ρ)g², x ← x − ε g/(√E + e)", "Tieleman and Hinton 2012, lecture 6.5, slide 29")]
public sealed record RMSProp() : FirstOrderMethod(0.001)
{
    /// <summary>ρ in [0, 1), default 0.9.</summary>
    [Fraction] public double Decay { get; init => field = Checked(value); } = 0.9;

    /// <summary>e ≥ 0, default 1e-8.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-8;

    /// <summary>Whether e stands inside the root, default no.</summary>
    public bool EpsilonInside { get; init; }

    /// <summary>Whether the variance stands for the mean square, default no.</summary>
    public bool Centered { get; init; }

    /// <summary>μ in [0, 1), default 0.</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); }

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose()
    {
        yield return Centered
            ? new ScaleByStandardDeviation(Decay, Epsilon, EpsilonInside)
            : new ScaleByRootMeanSquare(Decay, Epsilon, EpsilonInside);
        if (Momentum > 0) yield return new AccumulateMomentum(Momentum);
        yield return Rate;
    }
}
