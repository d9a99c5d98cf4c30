using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>What is known of an objective at one point: closed, either <see cref="ValueOnly"/> or <see cref="ValueAndGradient"/>.</summary>
public abstract record Evaluation
{
    private Evaluation(double value) => Value = value;

    /// <summary>The value of the objective; NaN and infinities are allowed and mean what they say.</summary>
    public double Value { get; internal set; }

    /// <summary>An evaluation without gradient.</summary>
    /// <param name="value">The value.</param>
    public static Evaluation Of(double value) => new ValueOnly(value);

    /// <summary>An evaluation with gradient.</summary>
    /// <param name="value">The value.</param>
    /// <param name="gradient">As long as the point.</param>
    public static Evaluation Of(double value, Vector gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        return new ValueAndGradient(value, gradient);
    }

    /// <summary>Calls the function of the case at hand.</summary>
    /// <param name="valueOnly">Gets the value.</param>
    /// <param name="valueAndGradient">Gets value and gradient.</param>
    public T Match<T>(Func<double, T> valueOnly, Func<double, Vector, T> valueAndGradient)
    {
        ArgumentNullException.ThrowIfNull(valueOnly);
        ArgumentNullException.ThrowIfNull(valueAndGradient);
        return this is ValueAndGradient both ? valueAndGradient(both.Value, both.Gradient) : valueOnly(Value);
    }

    /// <summary>The same with value and gradient negated: turns maximisation into minimisation.</summary>
    public Evaluation Negated() => Match(value => Of(-value), (value, gradient) => Of(-value, -gradient));

    /// <summary>A value alone.</summary>
    public sealed record ValueOnly : Evaluation
    {
        internal ValueOnly(double value) : base(value) { }
    }

    /// <summary>A value with the gradient at the same point.</summary>
    public sealed record ValueAndGradient : Evaluation
    {
        internal ValueAndGradient(double value, Vector gradient) : base(value) => Gradient = gradient;

        /// <summary>The gradient <c>∂f/∂xᵢ</c>, as long as the point.</summary>
        public Vector Gradient { get; }
    }
}
