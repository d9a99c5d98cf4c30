using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Gradient descent: <c>x ← x − εg</c>.</summary>
/// <remarks>
/// Cauchy 1847, "Méthode générale pour la résolution des systèmes d'équations simultanées". On a function whose gradient has the
/// Lipschitz constant L each step descends for rates below 2/L.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new GradientDescent { LearningRate = 0.1 }, start)</code></example>
[About("x ← x − ε g", "Cauchy 1847",
    Use = "study: the plainest method; smooth functions that are well scaled")]
public sealed record GradientDescent() : FirstOrderMethod(0.01)
{
    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [Rate];
}
