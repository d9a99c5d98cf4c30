using PSOptimize.Checks;

namespace PSOptimize.Methods.LeastSquares;

/// <summary>
/// Powell's dogleg for least squares: <c>x ← x + p</c>, where p lies on two straight lines, from 0 along the steepest descent of
/// <c>‖r + Jp‖</c> to its minimum there, and from that to the minimum of all (the Gauss–Newton step), where they leave
/// <c>‖Dp‖ ≤ Δ</c>. For systems of equations and other sums of squares, as <see cref="LevenbergMarquardt"/>, whose steps it comes near.
/// It ends by itself, as <see cref="LeastSquaresMethod"/> says.
/// </summary>
/// <remarks>
/// Powell 1970, "A hybrid method for nonlinear equations", in Numerical Methods for Nonlinear Algebraic Equations, §2; Nocedal and Wright
/// 2006, "Numerical Optimization", §4.1, eq. 4.16. Differs from the paper: the Jacobian is that of the problem and no approximation by
/// Broyden's updates; D, and how Δ changes, are those of <see cref="LevenbergMarquardt"/>.
/// </remarks>
/// <example><code>Optimizer.Run(TestProblems.Rosenbrock().Objective, new Dogleg(), Vector.Create(-1.2, 1))</code></example>
[About("x ← x + p, p on the way from the steepest descent to the Gauss–Newton step, ‖Dp‖ ≤ Δ",
    "Powell 1970; Nocedal and Wright 2006, §4.1", Use = "systems of equations and other sums of squares; bounds")]
public sealed record Dogleg : LeastSquaresMethod
{
    /// <summary>
    /// Above 0, default 1: the first Δ in multiples of <c>‖Dx‖</c>, the size of the starting point (or of the residuals if that is 0).
    /// </summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 1;

    internal override double? FirstRadius => Radius;

    internal override double[] Step(SingularValues matrix, double[] vector, double radius) => matrix.Dogleg(vector, radius);
}
