using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Distance over gradients: <c>x ← x − ε r/√G g</c>, r the largest distance from the start so far and G the sum of the squared gradient
/// norms. There is no rate to tune.
/// </summary>
/// <remarks>
/// Ivgi, Hinder and Carmon 2023, "DoG is SGD's best friend: a parameter-free dynamic step size schedule", eq. 1. The rate is a factor, 1 in
/// the paper. The paper recommends the average of the iterates; the answer here is the last, unless averaging is asked for.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new DoG { InitialDistance = 1e-4 }, start)</code></example>
[About("x ← x − r/√G g, r the largest distance from the start, G the sum of ‖g‖²", "Ivgi, Hinder and Carmon 2023, eq. 1")]
public sealed record DoG() : FirstOrderMethod(1.0)
{
    /// <summary>The first guess of r as a multiple of 1 + ‖x₀‖, above 0, default 1e-6.</summary>
    [Positive] public double InitialDistance { get; init => field = Checked(value); } = 1e-6;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [new ScaleByDistance(InitialDistance), Rate];
}
