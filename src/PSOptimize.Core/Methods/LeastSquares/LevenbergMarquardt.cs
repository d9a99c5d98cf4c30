using PSOptimize.Checks;

namespace PSOptimize.Methods.LeastSquares;

/// <summary>
/// Least squares by a trust region: <c>x ← x + p</c>, where p minimises <c>‖r + Jp‖</c> within <c>‖Dp‖ ≤ Δ</c> and the bounds. Δ grows
/// after a step that went as predicted and shrinks after a trial that did not. For objectives that offer residuals: curves and linear
/// models with a squared loss, with or without L2. It ends by itself, as <see cref="LeastSquaresMethod"/> says.
/// </summary>
/// <remarks>
/// <para>
/// Levenberg 1944; Marquardt 1963; Moré 1978, "The Levenberg–Marquardt algorithm: implementation and theory", algorithm 7.1. D are the
/// longest columns that the Jacobian had so far, so that neither the units of the parameters nor those of the residuals matter.
/// </para>
/// <para>
/// Differs from the paper: the first Δ is ‖Dx‖ and not 100 times that; after a step that went nearly as predicted Δ is 4 times its length;
/// a predicted decrease that rounding would hide is judged by the cosine at the trial.
/// </para>
/// </remarks>
/// <example><code>
/// var curve = CurveModel.FromFunction(["t"], ["a", "k"], (row, p) => p[0] * Math.Exp(-p[1] * row[0]));
/// var run = Optimizer.Run(RegressionObjective.Curve(data, curve, "y"), new LevenbergMarquardt(), Vector.Create(1, 1));
/// </code></example>
[About("x ← x + p, p = argmin ‖r + Jp‖ within ‖Dp‖ ≤ Δ", "Moré 1978, algorithm 7.1",
    Use = "fits of curves and other sums of squares, from a start alone; bounds")]
public sealed record LevenbergMarquardt : LeastSquaresMethod
{
    /// <summary>
    /// Above 0, default 1: the first Δ in multiples of <c>‖Dx‖</c>, the size of the starting point (or of the residuals if that is 0).
    /// </summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 1;

    internal override double? FirstRadius => Radius;

    internal override double[] Step(SingularValues matrix, double[] vector, double radius) => matrix.Solve(vector, radius);
}
