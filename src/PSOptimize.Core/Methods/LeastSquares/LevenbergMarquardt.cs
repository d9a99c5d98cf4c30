using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Objectives;

namespace PSOptimize.Methods.LeastSquares;

/// <summary>
/// Least squares by a trust region: <c>x ← x + p</c>, where p minimises <c>‖r + Jp‖</c> within <c>‖Dp‖ ≤ Δ</c> and the bounds. Δ grows
/// after a step that went as predicted and shrinks after a trial that did not. For objectives that offer residuals: curves and linear
/// models with a squared loss, with or without L2.
/// </summary>
/// <remarks>
/// <para>
/// Levenberg 1944; Marquardt 1963; Moré 1978, "The Levenberg–Marquardt algorithm: implementation and theory", algorithm 7.1. D are the
/// longest columns that the Jacobian had so far, so that neither the units of the parameters nor those of the residuals matter.
/// </para>
/// <para>
/// It ends by itself. <c>Converged: Cosine</c>: the cosine of the angle between the residuals and what the parameters can change of them is
/// at most <see cref="Tolerance"/> (the relative offset of Bates and Watts 1981, "A relative offset orthogonality convergence criterion for
/// nonlinear least squares", without its degrees of freedom); the parameters then differ from the minimiser by about that many of their
/// standard errors. <c>Converged: Rounding</c>: what is left to gain is less than the last digit of the parameters changes, as where the
/// curve fits exactly. <c>Converged: ColumnCosine</c>: no step
/// decreases the sum of squares by more than its rounding, and the cosine with each single column is at most 1e-6, as at a minimum where
/// the columns depend on each other. <c>Stalled</c>: none of these holds, and no step decreases the sum of squares.
/// </para>
/// <para>
/// A trial takes one evaluation of residuals and Jacobian, also one that is rejected. One whose residuals are not finite only shrinks Δ.
/// </para>
/// <para>
/// Differs from the paper: the first Δ is ‖Dx‖ and not 100 times that; after a step that went nearly as predicted Δ is 4 times its length;
/// a predicted decrease that rounding would hide is judged by the cosine at the trial; the step is the shortest one if columns depend on
/// each other (singular values in place of a pivoted QR); parameters that a step would take across a bound stay at it, and the others go
/// on within what is left of Δ.
/// </para>
/// </remarks>
/// <example><code>
/// var curve = CurveModel.FromFunction(["t"], ["a", "k"], (row, p) => p[0] * Math.Exp(-p[1] * row[0]));
/// var run = Optimizer.Run(RegressionObjective.Curve(data, curve, "y"), new LevenbergMarquardt(), Vector.Create(1, 1));
/// </code></example>
[About("x ← x + p, p = argmin ‖r + Jp‖ within ‖Dp‖ ≤ Δ", "Moré 1978, algorithm 7.1",
    Use = "fits of curves and other sums of squares, from a start alone; bounds")]
public sealed record LevenbergMarquardt : Method
{
    /// <summary>
    /// In (0, 1), default 1e-10: the cosine of the angle between residuals and the columns of the Jacobian at which the run has converged.
    /// At most 1e-8 is required of a Jacobian by central differences, and 1e-6 by forward ones, which are not more exact.
    /// </summary>
    [OpenFraction] public double Tolerance { get; init => field = Checked(value); } = 1e-10;

    /// <summary>
    /// Above 0, default 1: the first Δ in multiples of <c>‖Dx‖</c>, the size of the starting point (or of the residuals if that is 0).
    /// </summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 1;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => (double)dimension * dimension;

    /// <inheritdoc/>
    public override Information Needs => Information.Value | Information.Gradient | Information.Residuals | Information.Jacobian;

    /// <inheritdoc/>
    public override bool EndsByItself => true;

    /// <inheritdoc/>
    public override bool CanKeepWithin(Projection set) => set is Box;

    /// <inheritdoc/>
    protected override string? WhyNot(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var objective = problem.Objective;
        if (problem.Penalty?.L1 > 0 || objective.L1Weights is not null)
            return $"{Name} cannot make the zeros of an L1 penalty: take a first-order method, such as Momentum, or L2 in its place.";
        return objective.Maximize || (objective.Offers & Information.Residuals) == 0
            ? $"{objective.Name} offers no residuals, and {Name} is for sums of squares that are minimised, such as curves and linear "
                + "models with a squared loss: choose another method."
            : null;
    }

    /// <inheritdoc/>
    protected override Solver Solve(Problem problem) => new TrustRegionSolver(this, problem);
}
