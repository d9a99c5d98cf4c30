using System.Buffers;

namespace PSOptimize.Differentiation;

/// <summary>
/// The same function of every row of some data and of parameters, such as the prediction of a regression model, with the exact Jacobian
/// by the parameters.
/// </summary>
/// <remarks>
/// The Jacobian is obtained row by row in reverse mode, so that it costs a small multiple of the values, however many parameters there
/// are; derivatives by the data are not computed. A model never changes and can be evaluated on several threads at once. It is
/// compiled when first evaluated; evaluations allocate nothing once warm.
/// </remarks>
/// <example><code>
/// // p₀ exp(−p₁ t), for rows of one number t.
/// var decay = DifferentiableModel.Of(
///     DifferentiableFunction.Define(3, graph => graph.Point[1] * Real.Exp(-graph.Point[2] * graph.Point[0])), inputs: 1);
/// decay.ValuesAndJacobian(times, parameters, values, jacobian);
/// </code></example>
public sealed class DifferentiableModel
{
    private readonly DifferentiableFunction _function;
    private readonly Lazy<Kernel> _gradient;
    private readonly bool _usesTape;

    private DifferentiableModel(DifferentiableFunction function, int inputs)
    {
        (_function, Inputs) = (function, inputs);
        _gradient = new Lazy<Kernel>(() => EvaluationProgram.OfGradient(function.Root, constants: inputs).Compile());
        _usesTape = function.Root.UsesTape;
    }

    /// <summary>The number of elements of a row, at least 0.</summary>
    public int Inputs { get; }

    /// <summary>The number of parameters, at least 1.</summary>
    public int Parameters => _function.Dimension - Inputs;

    /// <summary>A model of a function whose coordinates are the elements of a row, followed by the parameters.</summary>
    /// <param name="function">A function of a fixed number of coordinates.</param>
    /// <param name="inputs">How many of them belong to the row: at least 0, fewer than there are coordinates.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of inputs is negative or leaves no coordinate for a parameter.</exception>
    public static DifferentiableModel Of(DifferentiableFunction function, int inputs)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfNegative(inputs);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(inputs, function.Dimension);
        return new DifferentiableModel(function, inputs);
    }

    /// <summary>The values of all rows.</summary>
    /// <param name="rows">The rows, one after the other: <see cref="Inputs"/> numbers per value.</param>
    /// <param name="parameters">The <see cref="Parameters"/>.</param>
    /// <param name="values">Receives one value per row.</param>
    /// <exception cref="ArgumentException">An argument has another length.</exception>
    /// <exception cref="EvaluationException">The function is not defined for one of the rows.</exception>
    public void Values(ReadOnlySpan<double> rows, ReadOnlySpan<double> parameters, Span<double> values)
    {
        Check(rows, parameters, values);
        var buffer = ArrayPool<double>.Shared.Rent(_function.Dimension);
        var point = buffer.AsSpan(0, _function.Dimension);
        parameters.CopyTo(point[Inputs..]);
        for (var i = 0; i < values.Length; i++)
        {
            rows.Slice(i * Inputs, Inputs).CopyTo(point);
            values[i] = _function.Value(point);
        }

        ArrayPool<double>.Shared.Return(buffer);
    }

    /// <summary>The values of all rows and their derivatives by the parameters.</summary>
    /// <param name="rows">The rows, one after the other: <see cref="Inputs"/> numbers per value.</param>
    /// <param name="parameters">The <see cref="Parameters"/>.</param>
    /// <param name="values">Receives one value per row, the same bits as from <see cref="Values"/>.</param>
    /// <param name="jacobian">Receives the gradients by the parameters, one per row. No two arguments may share memory.</param>
    /// <exception cref="ArgumentException">An argument has another length.</exception>
    /// <exception cref="EvaluationException">The function is not defined for one of the rows.</exception>
    public void ValuesAndJacobian(
        ReadOnlySpan<double> rows, ReadOnlySpan<double> parameters, Span<double> values, Span<double> jacobian)
    {
        Check(rows, parameters, values);
        if (jacobian.Length != values.Length * Parameters)
            throw new ArgumentException($"The Jacobian has {jacobian.Length} places, not {values.Length}·{Parameters}.", nameof(jacobian));
        var n = _function.Dimension;
        var buffer = ArrayPool<double>.Shared.Rent(2 * n);
        Span<double> point = buffer.AsSpan(0, n), gradient = buffer.AsSpan(n, n);
        parameters.CopyTo(point[Inputs..]);
        var kernel = _gradient.Value;
        for (var i = 0; i < values.Length; i++)
        {
            rows.Slice(i * Inputs, Inputs).CopyTo(point);
            gradient.Clear();
            values[i] = kernel(point, gradient, Tape.Begin(_usesTape));
            gradient[Inputs..].CopyTo(jacobian.Slice(i * Parameters, Parameters));
        }

        ArrayPool<double>.Shared.Return(buffer);
    }

    private void Check(ReadOnlySpan<double> rows, ReadOnlySpan<double> parameters, Span<double> values)
    {
        if (rows.Length != values.Length * Inputs)
            throw new ArgumentException($"The rows have {rows.Length} numbers, not {values.Length}·{Inputs}.", nameof(rows));
        if (parameters.Length != Parameters)
            throw new ArgumentException($"The model has {Parameters} parameters, not {parameters.Length}.", nameof(parameters));
    }
}
