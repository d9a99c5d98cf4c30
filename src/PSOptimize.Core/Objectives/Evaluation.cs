using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// What is known of an objective at one point: its value, and whatever else was requested. Immutable; reading a part that is not
/// <see cref="Known"/> throws an exception that names the part.
/// </summary>
public sealed class Evaluation : IEquatable<Evaluation>
{
    private Evaluation(double value) => (Value, Known) = (value, Information.Value);

    /// <summary>The parts that are known, always including the value.</summary>
    public Information Known { get; private init; }

    /// <summary>The value of the objective; may be NaN or infinite.</summary>
    public double Value { get; private init; }

    /// <summary>The gradient <c>∂f/∂xᵢ</c>, one number per coordinate.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public Vector Gradient { get => field ?? throw Missing(Information.Gradient); private init; }

    /// <summary>The product of the Hessian and the direction of the query, one number per coordinate.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public Vector HessianProduct { get => field ?? throw Missing(Information.HessianProduct); private init; }

    /// <summary>The residuals r with <c>f = ½‖r‖²</c>.</summary>
    /// <exception cref="InvalidOperationException">They are not known.</exception>
    public Vector Residuals { get => field ?? throw Missing(Information.Residuals); private init; }

    /// <summary>The Jacobian <c>∂rᵢ/∂xⱼ</c>, one row per residual and one column per coordinate.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public Matrix Jacobian { get => field ?? throw Missing(Information.Jacobian); private init; }

    /// <summary>The values of the equations of the problem, one per equation.</summary>
    /// <exception cref="InvalidOperationException">They are not known.</exception>
    public Vector Equations { get => field ?? throw Missing(Information.Equations); private init; }

    /// <summary>The Jacobian of the equations, one row per equation and one column per coordinate.</summary>
    /// <exception cref="InvalidOperationException">They are not known.</exception>
    public Matrix EquationJacobian { get => field ?? throw Missing(Information.Equations); private init; }

    /// <summary>An evaluation with a value alone.</summary>
    /// <param name="value">The value of the objective.</param>
    public static Evaluation Of(double value) => new(value);

    /// <summary>An evaluation with a value and a gradient.</summary>
    /// <param name="value">The value of the objective.</param>
    /// <param name="gradient">The gradient, one number per coordinate.</param>
    public static Evaluation Of(double value, Vector gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        return new(value) { Gradient = gradient, Known = Information.Value | Information.Gradient };
    }

    /// <summary>An evaluation of a sum of squares, whose value is <c>½‖r‖²</c> and whose gradient is <c>Jᵀr</c>.</summary>
    /// <param name="residuals">The residuals r.</param>
    /// <param name="jacobian">The Jacobian J of the residuals, one row per residual and one column per coordinate.</param>
    /// <exception cref="ArgumentException">The Jacobian has another number of rows.</exception>
    public static Evaluation OfResiduals(Vector residuals, Matrix jacobian)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(jacobian);
        if (jacobian.Rows != residuals.Count)
            throw new ArgumentException(
                $"The Jacobian must have one row per residual: {residuals.Count}, not {jacobian.Rows}.", nameof(jacobian));
        return Of(residuals.Dot(residuals) / 2, jacobian.TransposedTimes(residuals)).WithResiduals(residuals, jacobian);
    }

    /// <summary>A copy with the product of the Hessian and a direction.</summary>
    /// <param name="product">The product, one number per coordinate.</param>
    public Evaluation WithHessianProduct(Vector product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return Copy(Known | Information.HessianProduct, product: product);
    }

    /// <summary>A copy with the equations of the problem.</summary>
    /// <param name="values">The values, one per equation.</param>
    /// <param name="jacobian">The Jacobian, one row per equation and one column per coordinate.</param>
    /// <exception cref="ArgumentException">The Jacobian has another number of rows.</exception>
    public Evaluation WithEquations(Vector values, Matrix jacobian)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(jacobian);
        if (jacobian.Rows != values.Count)
            throw new ArgumentException(
                $"The Jacobian must have one row per equation: {values.Count}, not {jacobian.Rows}.", nameof(jacobian));
        return Copy(Known | Information.Equations, equations: values, equationJacobian: jacobian);
    }

    /// <summary>Whether all of the given parts are known.</summary>
    /// <param name="information">One or several parts.</param>
    public bool Has(Information information) => (Known & information) == information;

    /// <summary>
    /// The evaluation of −f: value, gradient and Hessian product are negated; residuals are dropped, since −f is not a sum of squares.
    /// </summary>
    public Evaluation Negated()
    {
        var result = Has(Information.Gradient) ? Of(-Value, -Gradient) : Of(-Value);
        if (Has(Information.HessianProduct)) result = result.WithHessianProduct(-HessianProduct);
        return Has(Information.Equations) ? result.WithEquations(Equations, EquationJacobian) : result;
    }

    /// <summary>
    /// The evaluation with respect to the scaled coordinates x/s: by the chain rule, derivatives by xᵢ are multiplied by sᵢ.
    /// </summary>
    /// <param name="scale">s, one number per coordinate.</param>
    public Evaluation Scaled(Vector scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        // A gradient of the wrong length passes through: the method reports it with a better message.
        var result = Has(Information.Gradient) ? Of(Value, Gradient.Count == scale.Count ? Gradient.Times(scale) : Gradient) : Of(Value);
        if (Has(Information.HessianProduct)) result = result.WithHessianProduct(HessianProduct.Times(scale));
        if (Has(Information.Jacobian)) result = result.WithResiduals(Residuals, Jacobian.ScaleColumns(scale));
        else if (Has(Information.Residuals)) result = result.WithResiduals(Residuals, null);
        return Has(Information.Equations) ? result.WithEquations(Equations, EquationJacobian.ScaleColumns(scale)) : result;
    }

    /// <inheritdoc/>
    public bool Equals(Evaluation? other) => other is not null && Known == other.Known && Value.Equals(other.Value)
        && (!Has(Information.Gradient) || Gradient.Equals(other.Gradient))
        && (!Has(Information.HessianProduct) || HessianProduct.Equals(other.HessianProduct))
        && (!Has(Information.Residuals) || Residuals.Equals(other.Residuals))
        && (!Has(Information.Jacobian) || Jacobian.Equals(other.Jacobian))
        && (!Has(Information.Equations) || (Equations.Equals(other.Equations) && EquationJacobian.Equals(other.EquationJacobian)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Evaluation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Known, Value);

    /// <summary>The value, followed by the gradient if it is known: <c>7, gradient [1 2]</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Value}{(Has(Information.Gradient) ? $", gradient {Gradient}" : "")}");

    internal Evaluation WithResiduals(Vector residuals, Matrix? jacobian) => jacobian is null
        ? Copy(Known | Information.Residuals, residuals: residuals)
        : Copy(Known | Information.Residuals | Information.Jacobian, residuals: residuals, jacobian: jacobian);

    private Evaluation Copy(Information known, Vector? product = null, Vector? residuals = null, Matrix? jacobian = null,
        Vector? equations = null, Matrix? equationJacobian = null) => new(Value)
        {
            Known = known,
            Gradient = (Has(Information.Gradient) ? Gradient : null)!,
            HessianProduct = product ?? (Has(Information.HessianProduct) ? HessianProduct : null)!,
            Residuals = residuals ?? (Has(Information.Residuals) ? Residuals : null)!,
            Jacobian = jacobian ?? (Has(Information.Jacobian) ? Jacobian : null)!,
            Equations = equations ?? (Has(Information.Equations) ? Equations : null)!,
            EquationJacobian = equationJacobian ?? (Has(Information.Equations) ? EquationJacobian : null)!,
        };

    private InvalidOperationException Missing(Information part) =>
        new($"The evaluation knows {InformationText.In(Known)}, not {InformationText.In(part)}: ask for it.");
}
