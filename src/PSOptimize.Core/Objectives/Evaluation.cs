using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// What is known of an objective at one point: the value, and with it whatever else was asked for. An immutable value; reading a part that
/// is not <see cref="Known"/> is an error that names it.
/// </summary>
public sealed class Evaluation : IEquatable<Evaluation>
{
    private Evaluation(double value) => (Value, Known) = (value, Information.Value);

    /// <summary>What is known.</summary>
    public Information Known { get; private init; }

    /// <summary>The value of the objective; NaN and infinities are allowed and mean what they say.</summary>
    public double Value { get; private init; }

    /// <summary>The gradient <c>∂f/∂xᵢ</c>, as long as the point.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public Vector Gradient { get => field ?? throw Missing(Information.Gradient); private init; }

    /// <summary>The Hessian times the direction that was asked for, as long as the point.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public Vector HessianProduct { get => field ?? throw Missing(Information.HessianProduct); private init; }

    /// <summary>The residuals r with <c>f = ½‖r‖²</c>.</summary>
    /// <exception cref="InvalidOperationException">They are not known.</exception>
    public Vector Residuals { get => field ?? throw Missing(Information.Residuals); private init; }

    /// <summary>The Jacobian <c>∂rᵢ/∂xⱼ</c>, a row per residual.</summary>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public Matrix Jacobian { get => field ?? throw Missing(Information.Jacobian); private init; }

    /// <summary>The values of the equations of the problem.</summary>
    /// <exception cref="InvalidOperationException">They are not known.</exception>
    public Vector Equations { get => field ?? throw Missing(Information.Equations); private init; }

    /// <summary>The gradients of the equations, a row per equation.</summary>
    /// <exception cref="InvalidOperationException">They are not known.</exception>
    public Matrix EquationJacobian { get => field ?? throw Missing(Information.Equations); private init; }

    /// <summary>An evaluation of the value alone.</summary>
    /// <param name="value">The value.</param>
    public static Evaluation Of(double value) => new(value);

    /// <summary>An evaluation with gradient.</summary>
    /// <param name="value">The value.</param>
    /// <param name="gradient">As long as the point.</param>
    public static Evaluation Of(double value, Vector gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        return new(value) { Gradient = gradient, Known = Information.Value | Information.Gradient };
    }

    /// <summary>An evaluation of a sum of squares: its value is <c>½‖r‖²</c>, its gradient <c>Jᵀr</c>.</summary>
    /// <param name="residuals">r.</param>
    /// <param name="jacobian">J, a row per residual and a column per coordinate.</param>
    public static Evaluation OfResiduals(Vector residuals, Matrix jacobian)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(jacobian);
        if (jacobian.Rows != residuals.Count)
            throw new ArgumentException($"The Jacobian must have a row per residual: {residuals.Count}, not {jacobian.Rows}.", nameof(jacobian));
        return Of(residuals.Dot(residuals) / 2, jacobian.TransposedTimes(residuals)).WithResiduals(residuals, jacobian);
    }

    /// <summary>The same with the Hessian times a direction.</summary>
    /// <param name="product">As long as the point.</param>
    public Evaluation WithHessianProduct(Vector product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return Copy(Known | Information.HessianProduct, product: product);
    }

    /// <summary>The same with the equations of the problem.</summary>
    /// <param name="values">The value of each equation.</param>
    /// <param name="jacobian">The gradients, a row per equation.</param>
    public Evaluation WithEquations(Vector values, Matrix jacobian)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(jacobian);
        if (jacobian.Rows != values.Count)
            throw new ArgumentException($"There must be a gradient per equation: {values.Count}, not {jacobian.Rows}.", nameof(jacobian));
        return Copy(Known | Information.Equations, equations: values, equationJacobian: jacobian);
    }

    /// <summary>Whether all of this is known.</summary>
    /// <param name="information">What is looked for.</param>
    public bool Has(Information information) => (Known & information) == information;

    /// <summary>That of the negative function: value, gradient and Hessian product with the other sign. It is no sum of squares any more.</summary>
    public Evaluation Negated()
    {
        var result = Has(Information.Gradient) ? Of(-Value, -Gradient) : Of(-Value);
        if (Has(Information.HessianProduct)) result = result.WithHessianProduct(-HessianProduct);
        return Has(Information.Equations) ? result.WithEquations(Equations, EquationJacobian) : result;
    }

    /// <summary>That of the function of x/s, by the chain rule: each derivative by a coordinate is multiplied by its s.</summary>
    /// <param name="scale">s, as long as the point.</param>
    public Evaluation Scaled(Vector scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        // A gradient of another length is left for the method, which says so.
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

    /// <summary>The value, and the gradient if it is known.</summary>
    public override string ToString() => FormattableString.Invariant($"{Value}{(Has(Information.Gradient) ? $", gradient {Gradient}" : "")}");

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
