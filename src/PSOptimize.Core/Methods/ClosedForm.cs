using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// Linear and ridge regression in one step, from wherever it starts: <c>w ← (XᵀX + λI)⁻¹Xᵀy</c>, with an intercept that is not penalised.
/// For a <see cref="RegressionObjective"/> of a linear model with a squared loss and no L1; all other objectives are refused.
/// </summary>
/// <remarks>
/// Hoerl and Kennard 1970, "Ridge regression: biased estimation for nonorthogonal problems", eq. 2.1. The λ of the equation is that of
/// <see cref="RegressionOptions.L2"/> times what the loss divides its sum by (the number of rows, for most); rows are weighted by 1/σ².
/// Differs from the paper: the solution comes from a QR decomposition of the rows with √λ times the unit matrix below them (Golub 1965,
/// "Numerical methods for solving linear least squares problems"), which loses half as many digits as XᵀX does. A run has two
/// rows, the start and the solution, whose gradient norm shows how exact it is.
/// </remarks>
/// <example><code>
/// var ridge = RegressionObjective.Linear(data, "progression", options: new() { L2 = 0.1, Standardize = true });
/// var run = Optimizer.Run(ridge, new ClosedForm(), ridge.Start());
/// </code></example>
[About("w ← (XᵀX + λI)⁻¹Xᵀy: linear and ridge regression, in one step", "Hoerl and Kennard 1970, eq. 2.1")]
public sealed record ClosedForm : Method
{
    /// <summary>The minimiser of the objective that the method was made ready for.</summary>
    internal Vector? Solution { get; init; }

    /// <inheritdoc/>
    public override Wants Wants => Wants.ValueAndGradient;

    internal override long Transitions => 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The objective has no closed form; the message says what to use instead.</exception>
    /// <exception cref="InvalidDataException">The rows do not determine the coefficients.</exception>
    public override Method For(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return objective is RegressionObjective regression
            ? this with { Solution = regression.ClosedForm() }
            : throw new ArgumentException(
                $"{objective.Name} has no closed form: {Name} is for models that New-Objective -Linear makes, without -L1 and -EqualTo. Use a method that follows gradients, such as Adam or Momentum.", nameof(objective));
    }

    /// <inheritdoc/>
    public override Request Ask(State state) => new(Wants.ValueAndGradient, default, Own<ClosedFormState>(state).Point);

    /// <inheritdoc/>
    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var own = Own<ClosedFormState>(state);
        Fitting(evaluations, 1, own.Point.Count);
        var solution = Solution ?? throw new ArgumentException($"{Name} solves for the data of an objective and must know it: call For(objective) first.", nameof(state));
        return own with { Step = own.Step + 1, Point = solution, StepNorm = (solution - own.Point).Norm() };
    }

    /// <inheritdoc/>
    protected override State Begin(Vector point, Key key) => new ClosedFormState(point, key);

    internal override Method Inside(Vector scale) => throw new ArgumentException($"{Name} finds the same whatever the scale: leave the scale out.", nameof(scale));
}
