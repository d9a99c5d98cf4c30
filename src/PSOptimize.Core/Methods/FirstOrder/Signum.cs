using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Descent by the signs of averaged gradients: <c>m ← βm + (1 − β)g</c>, <c>x ← x − ε sign(m)</c>.</summary>
/// <remarks>Bernstein et al. 2018, "signSGD: compressed optimisation for non-convex problems", algorithm 2.</remarks>
/// <example><code>Optimizer.Run(objective, new Signum { LearningRate = new InverseRootSchedule(0.1) }, start)</code></example>
[About("m ← βm + (1 − β)g, x ← x − ε sign(m)", "Bernstein et al. 2018, algorithm 2",
    Use = "gradients of which only the sign can be trusted, or sent")]
public sealed record Signum() : FirstOrderMethod(0.001)
{
    /// <summary>β in [0, 1), default 0.9: memory of the moving average.</summary>
    [Fraction] public double Beta { get; init => field = Checked(value); } = 0.9;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new MovingAverage(Beta), new ScaleBySign(), Rate];
}
