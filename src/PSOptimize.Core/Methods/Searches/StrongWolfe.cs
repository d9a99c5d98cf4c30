using PSOptimize.Checks;

namespace PSOptimize.Methods.Searches;

/// <summary>
/// Tries steps until the value has fallen in proportion to the step and the slope is a fraction of that at the start:
/// <c>φ(α) ≤ φ(0) + c₁αφ′(0)</c> and <c>|φ′(α)| ≤ c₂|φ′(0)|</c>.
/// </summary>
/// <remarks>
/// Moré and Thuente 1994, "Line search algorithms with guaranteed sufficient decrease", eq. 1.1 and 1.2; Nocedal and Wright 2006,
/// "Numerical Optimization", alg. 3.5 and 3.6. Differs from the papers: the interval has a falling slope at its lower end, and each step
/// within is the minimiser of one cubic; values that differ by rounding alone are told apart by their slopes.
/// </remarks>
/// <example><code>new LBFGS { Search = new StrongWolfe { Curvature = 0.1 } }</code></example>
public sealed record StrongWolfe : Search
{
    /// <summary>c₁ in (0, 1), default 1e-4: the share of the fall promised by the slope that a step must keep.</summary>
    [OpenFraction] public double Decrease { get; init => field = Checked(value); } = 1e-4;

    /// <summary>c₂ in (0, 1), above c₁, default 0.5: the share of the slope that may be left.</summary>
    [OpenFraction] public double Curvature { get; init => field = Checked(value); } = 0.5;

    private protected override bool IsGood(Line line, LinePoint trial) =>
        HasFallen(line, trial, Decrease) && Math.Abs(trial.Slope) <= -Curvature * line.Start.Slope;

    private protected override bool IsTooLong(Line line, LinePoint trial) =>
        !(trial.Slope < 0) || !HasFallen(line, trial, Decrease);
}
