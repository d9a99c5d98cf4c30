using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Objectives;

namespace PSOptimize.Methods.LeastSquares;

/// <summary>
/// Least squares by steps on the linear model of the residuals, <c>r + Jp</c>: methods differ in the path from the point that a step goes
/// along, and agree in when a trial is accepted, in bounds, and in how a run ends.
/// </summary>
/// <remarks>
/// <para>
/// A run ends by itself. <c>Converged: Cosine</c>: the cosine of the angle between the residuals and what the parameters can change of them
/// is at most <see cref="Tolerance"/> (the relative offset of Bates and Watts 1981, "A relative offset orthogonality convergence criterion
/// for nonlinear least squares", without its degrees of freedom); the parameters then differ from the minimiser by about that many of their
/// standard errors. <c>Converged: Rounding</c>: what is left to gain is less than the last digit of the parameters changes, as where the
/// curve fits exactly. <c>Converged: ColumnCosine</c>: no step decreases the sum of squares by more than its rounding, and the cosine with
/// each single column is at most 1e-6, as at a minimum where the columns depend on each other. <c>Stalled</c>: none of these holds, and no
/// step decreases the sum of squares.
/// </para>
/// <para>
/// A trial takes one evaluation of residuals and Jacobian, also one that is rejected. One whose residuals are not finite only shortens the
/// step. Parameters that a step would take across a bound stay at it, and the others go on within what is left of its length. The step is
/// the shortest one if columns depend on each other (singular values in place of a pivoted QR).
/// </para>
/// </remarks>
public abstract record LeastSquaresMethod : Method
{
    private protected LeastSquaresMethod() { }

    /// <summary>
    /// In (0, 1), default 1e-10: the cosine of the angle between residuals and the columns of the Jacobian at which the run has converged.
    /// At most 1e-8 is required of a Jacobian by central differences, and 1e-6 by forward ones, which are not more exact.
    /// </summary>
    [OpenFraction] public double Tolerance { get; init => field = Checked(value); } = 1e-10;

    /// <inheritdoc/>
    protected internal sealed override double Extent(int dimension) => (double)dimension * dimension;

    /// <inheritdoc/>
    public sealed override Information Needs =>
        Information.Value | Information.Gradient | Information.Residuals | Information.Jacobian;

    /// <inheritdoc/>
    public sealed override bool EndsByItself => true;

    /// <summary>
    /// The length of the first step in multiples of <c>‖Dx‖</c>; null if each step begins as long as it can be, whatever the last one was.
    /// </summary>
    internal virtual double? FirstRadius => null;

    /// <summary>Boxes only.</summary>
    /// <param name="set">A box, a simplex or a ball.</param>
    public sealed override bool CanKeepWithin(Projection set) => set is Box;

    /// <summary>The step y on <c>‖Ay + b‖</c> of a length of at most Δ.</summary>
    /// <param name="matrix">A.</param>
    /// <param name="vector">b.</param>
    /// <param name="radius">Δ ≥ 0.</param>
    internal abstract double[] Step(SingularValues matrix, double[] vector, double radius);

    /// <inheritdoc/>
    protected sealed override string? WhyNot(Problem problem)
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
    protected sealed override Solver Solve(Problem problem) => new LeastSquaresSolver(this, problem);
}
