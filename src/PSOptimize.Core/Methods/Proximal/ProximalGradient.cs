using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Objectives;

namespace PSOptimize.Methods.Proximal;

/// <summary>
/// Gradient steps of spectral length, each followed by the proximal operator of the L1 and the projection onto the set:
/// <c>x ← P(S(x − s∇f(x), sλ))</c> with <c>s = ‖Δx‖²/(Δx·Δ∇f)</c>. Zeros of an L1 are exact. It ends by itself.
/// </summary>
/// <remarks>
/// Wright, Nowak and Figueiredo 2009, "Sparse reconstruction by separable approximation", algorithm 1; without an L1 the spectral projected
/// gradient of Birgin, Martínez and Raydan 2000, "Nonmonotone spectral projected gradient methods on convex sets". The step is that of
/// Barzilai and Borwein 1988, the search that of Grippo, Lampariello and Lucidi 1986: a trial must lie below the largest of the last
/// values. Converged means that no coordinate violates the conditions of a minimum by more than <see cref="Tolerance"/> times the largest
/// slope seen, nor of what the curvature of the last steps makes of the size of the point, and that the violations, over the size of each
/// coordinate, leave next to nothing of the value to gain, unless the value itself vanishes. Differs from the papers: where a point is 0
/// in a coordinate with L1, the shortest subgradient stands for the gradient, which gives the same step.
/// </remarks>
/// <example><code>
/// var lasso = Problem.Of(objective).Penalized(l1: 0.1);
/// var run = Optimizer.Run(lasso, new ProximalGradient(), start);
/// </code></example>
[About("x ← P(S(x − s∇f, sλ)), spectral s: L1 and sets, exact zeros", "Wright, Nowak and Figueiredo 2009, algorithm 1",
    Use = "exact zeros by an L1; simplices and balls; convex functions")]
public sealed record ProximalGradient : Method
{
    /// <summary>τ > 0, default 1e-11: how far from the conditions of a minimum, relative to the largest slope seen.</summary>
    [Positive] public double Tolerance { get; init => field = Checked(value); } = 1e-11;

    /// <summary>M ≥ 1, default 10: a trial must lie below the largest of the last M values; 1 makes every step a descent.</summary>
    [AtLeast(1)] public int Window { get; init => field = Checked(value); } = 10;

    /// <inheritdoc/>
    public override Information Needs => Information.Value | Information.Gradient;

    /// <inheritdoc/>
    public override bool EndsByItself => true;

    /// <inheritdoc/>
    public override bool CanKeepWithin(Projection set) => true;

    /// <inheritdoc/>
    protected override Solver Solve(Problem problem) => new ProximalSolver(this, problem);
}
