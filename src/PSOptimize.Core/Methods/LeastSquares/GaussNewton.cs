namespace PSOptimize.Methods.LeastSquares;

/// <summary>
/// Gauss–Newton with a line search: <c>x ← x + αp</c>, where p is the shortest minimiser of <c>‖r + Jp‖</c>. α begins at 1, and a trial
/// that is not good enough makes it shorter, to the minimum of a parabola. For sums of squares whose residuals are small or nearly linear;
/// <see cref="LevenbergMarquardt"/> gets further from bad starts. It ends by itself, as <see cref="LeastSquaresMethod"/> says.
/// </summary>
/// <remarks>
/// Gauss 1809; Dennis and Schnabel 1983, "Numerical Methods for Unconstrained Optimization and Nonlinear Equations", §10.2, with the
/// backtracking of algorithm A6.3.1; Nocedal and Wright 2006, "Numerical Optimization", §10.3. Differs from the books: where columns of the
/// Jacobian depend on each other, p is the shortest step, each coordinate in units of its longest column so far; a trial whose residuals
/// are not finite makes α a quarter.
/// </remarks>
/// <example><code>Optimizer.Run(TestProblems.Rosenbrock().Objective, new GaussNewton(), Vector.Create(-1.2, 1))</code></example>
[About("x ← x + αp, p = argmin ‖r + Jp‖, α from backtracking", "Gauss 1809; Dennis and Schnabel 1983, §10.2",
    Use = "sums of squares from a good start; bounds")]
public sealed record GaussNewton : LeastSquaresMethod
{
    internal override double[] Step(SingularValues matrix, double[] vector, double radius) => matrix.Shortened(vector, radius);
}
