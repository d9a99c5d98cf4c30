using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Descent by signs: <c>x ← x − ε sign(g)</c>: each coordinate moves by the rate.</summary>
/// <remarks>
/// Bernstein et al. 2018, "signSGD: compressed optimisation for non-convex problems", algorithm 1. With a constant rate it ends in steps to
/// and fro: give it a schedule that falls.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new SignDescent { LearningRate = new InverseRootSchedule(0.1) }, start)</code></example>
[About("x ← x − ε sign(g)", "Bernstein et al. 2018, algorithm 1",
    Use = "study: the sign of the gradient alone; coordinates of very different slopes")]
public sealed record SignDescent() : FirstOrderMethod(0.001)
{
    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleBySign(), Rate];
}
