using PSOptimize.Checks;

namespace PSOptimize.Methods.Searches;

/// <summary>Shortens the step until the value has fallen in proportion to it: <c>φ(α) ≤ φ(0) + c₁αφ′(0)</c>.</summary>
/// <remarks>
/// Armijo 1966, "Minimization of functions having Lipschitz continuous first partial derivatives"; Nocedal and Wright 2006, "Numerical
/// Optimization", alg. 3.1. Differs from the papers: the next step is the minimiser of a cubic and not a fixed share of the last one.
/// It asks nothing of the slope, so that a method may learn little of the curvature: <see cref="StrongWolfe"/> suits most better.
/// </remarks>
/// <example><code>new LBFGS { Search = new Backtracking() }</code></example>
public sealed record Backtracking : Search
{
    /// <summary>c₁ in (0, 1), default 1e-4: the share of the fall promised by the slope that a step must keep.</summary>
    [OpenFraction] public double Decrease { get; init => field = Checked(value); } = 1e-4;

    private protected override bool IsGood(Line line, LinePoint trial) => HasFallen(line, trial, Decrease);

    private protected override bool IsTooLong(Line line, LinePoint trial) => true;
}
