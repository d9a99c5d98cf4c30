using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Objectives;

namespace PSOptimize.Methods.Proximal;

/// <summary>
/// Gradient steps with momentum, each followed by the proximal operator of the L1 and the projection onto the set:
/// <c>x₊ ← P(S(y − s∇f(y), sλ))</c>, <c>y ← x₊ + (t − 1)/t₊ (x₊ − x)</c> with <c>t₊ = (1 + √(1 + 4t²))/2</c>. Zeros of an L1 are exact. It
/// ends by itself.
/// </summary>
/// <remarks>
/// Beck and Teboulle 2009, "A fast iterative shrinkage-thresholding algorithm for linear inverse problems", §4, eq. 4.1 to 4.3 with
/// backtracking: s is halved until the value at x₊ lies below the quadratic model of f at y. Where the value would rise, the momentum is
/// dropped and the step made again from x (O'Donoghue and Candès 2015, "Adaptive restart for accelerated gradient schemes", §3.2), so that
/// each iterate is lower than the last. An iteration takes two evaluations, at y and at x₊. Converged means the same as for
/// <see cref="ProximalGradient"/>. Differs from the papers: after a restart s is doubled, so that it can grow again.
/// </remarks>
/// <example><code>
/// var lasso = Problem.Of(objective).Penalized(l1: 0.1);
/// var run = Optimizer.Run(lasso, new FISTA(), start);
/// </code></example>
[About("x₊ ← P(S(y − s∇f(y), sλ)), y ← x₊ + (t − 1)/t₊ (x₊ − x)", "Beck and Teboulle 2009; O'Donoghue and Candès 2015",
    Use = "exact zeros by an L1 where conditions are bad; convex functions with a guaranteed rate")]
public sealed record FISTA : Method
{
    /// <summary>τ > 0, default 1e-11: how far from the conditions of a minimum, relative to the largest slope seen.</summary>
    [Positive] public double Tolerance { get; init => field = Checked(value); } = 1e-11;

    /// <inheritdoc/>
    public override Information Needs => Information.Value | Information.Gradient;

    /// <inheritdoc/>
    public override bool EndsByItself => true;

    /// <inheritdoc/>
    public override bool CanKeepWithin(Projection set) => true;

    /// <inheritdoc/>
    protected override Solver Solve(Problem problem) => new MomentumSolver(this, problem);
}
