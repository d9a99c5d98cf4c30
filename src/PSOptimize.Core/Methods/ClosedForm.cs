using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods;

/// <summary>
/// Linear and ridge regression in one step, from wherever it starts: <c>w ← (XᵀX + λI)⁻¹Xᵀy</c>, with an intercept that is not penalised.
/// For a <see cref="RegressionObjective"/> of a linear model with a squared loss and no L1; all other objectives are refused.
/// </summary>
/// <remarks>
/// Hoerl and Kennard 1970, "Ridge regression: biased estimation for nonorthogonal problems", eq. 2.1. The λ of the equation is that of
/// <see cref="RegressionOptions.L2"/> times what the loss divides its sum by (the number of rows, for most); rows are weighted by 1/σ².
/// Differs from the paper: the solution comes from a QR decomposition of the Jacobian of the residuals, which are those of the rows with
/// √λ w below them (Golub 1965, "Numerical methods for solving linear least squares problems"), and loses half as many digits as XᵀX does.
/// A run has two rows, the start and the solution, whose gradient norm shows how exact it is.
/// </remarks>
/// <example><code>
/// var ridge = RegressionObjective.Linear(data, "progression", options: new() { L2 = 0.1, Standardize = true });
/// var run = Optimizer.Run(ridge, new ClosedForm(), ridge.Start());
/// </code></example>
[About("w ← (XᵀX + λI)⁻¹Xᵀy: linear and ridge regression, in one step", "Hoerl and Kennard 1970, eq. 2.1",
    Use = "lines, polynomials and ridge: one step, without a start")]
public sealed record ClosedForm : Method
{
    // A column whose part that no column before it has is shorter than this, relatively, is rounding.
    private const double Dependent = 1e-13;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => (double)dimension * dimension;

    /// <inheritdoc/>
    public override Information Needs => Information.Value | Information.Gradient | Information.Residuals | Information.Jacobian;

    /// <inheritdoc/>
    public override bool EndsByItself => true;

    // Its residuals are those of all rows.
    internal override bool ComparesValues => false;

    /// <inheritdoc/>
    public override bool CanKeepWithin(Projection set) => false;

    /// <inheritdoc/>
    protected override string? WhyNot(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var reason = problem.Penalty is not null || problem.Constraints.Count > 0
            ? "this problem has them. Use a method that follows gradients, such as Adam or Momentum, or give a penalty to New-Objective."
            : problem.Objective.WhyNotLinear;
        return reason is null ? null
            : $"{problem.Objective.Name} has no closed form: {Name} is for linear models that New-Objective -Linear makes, "
                + $"with a squared loss and without L1 or constraints; {reason}";
    }

    /// <inheritdoc/>
    protected override Solver Solve(Problem problem) => new LinearSolver(this, problem);

    private sealed class LinearSolver(Method method, Problem problem) : Solver(method, problem)
    {
        public override Request Ask(State state)
        {
            ArgumentNullException.ThrowIfNull(state);
            return Request.Create(Method.Needs, default, state.Point);
        }

        public override State Tell(State state, params Evaluation[] evaluations)
        {
            var told = Validated(evaluations, Ask(state))[0];
            var solution = Solution(told.Jacobian, told.Jacobian.Times(state.Point) - told.Residuals);
            var step = (solution - state.Point).Norm();
            return state with
            {
                Transition = state.Transition + 1,
                Iterate = new Iterate(state.Iteration + 1, solution, StepNorm: step),
                Accepted = true,
            };
        }

        protected internal override State Begin(Vector point, Key key) => new(0, new Iterate(0, point), true, key, Memory.Empty);

        internal override Outcome? Verdict(State state) =>
            state.Transition > 0 ? new Outcome.Converged("Steps", state.Transition, 1) : null;

        /// <summary>The x of the shortest <c>Jx − b</c>.</summary>
        private Vector Solution(Vectors.Matrix jacobian, Vector right)
        {
            var (rows, columns) = (jacobian.Rows, jacobian.Columns);
            if (rows < columns)
                throw new InvalidDataException(
                    $"{rows} rows cannot determine {columns} parameters: give more rows, or a penalty with -L2.");
            // A model's intercept is its last coordinate. It comes first, so that a constant column is found to depend on it.
            int[] order = [columns - 1, .. Enumerable.Range(0, columns - 1)];
            var system = Matrix<double>.Build.Dense(rows, columns, (row, column) => jacobian[row, order[column]]);

            // Columns of unit length: inputs may differ by many orders of magnitude.
            var lengths = system.ColumnNorms(2);
            for (var column = 0; column < columns; column++)
                if (lengths[column] > 0) system.SetColumn(column, system.Column(column) / lengths[column]);
            var factors = Interruption.Await(() => system.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin));
            for (var column = 1; column < columns; column++)
                if (!(Math.Abs(factors.R[column, column]) > Dependent))
                    throw new InvalidDataException(
                        $"The column {NameOf(order[column])} follows from the intercept and the columns before it, "
                        + "so that no single fit is best: leave it out, or add a penalty with -L2.");
            var solution = factors.Solve(Vector<double>.Build.Dense(right.ToArray()));
            var result = new double[columns];
            for (var column = 0; column < columns; column++) result[order[column]] = solution[column] / lengths[column];
            return Vector.Create(result);
        }

        private string NameOf(int coordinate) =>
            Problem.Objective.CoordinateNames is { Count: > 0 } names ? names[coordinate] : $"x{coordinate}";
    }
}
