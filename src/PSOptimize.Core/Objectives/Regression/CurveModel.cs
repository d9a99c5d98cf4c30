using PSOptimize.Differentiation;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>A curve <c>ŷ = f(row, parameters)</c> of any form, with as many parameters as it has names.</summary>
/// <example><code>
/// var model = CurveModel.FromFunction(["V"], ["a", "b"], (row, p) => 26.6 / (row[0] - p[1]) - p[0] / (row[0] * row[0]));
/// </code></example>
public sealed class CurveModel : Model
{
    private readonly CurveFunction _function;

    private CurveModel(IReadOnlyList<string> inputs, IReadOnlyList<string> parameters, CurveFunction function, DifferentiationKind differentiation)
        : base(inputs, 1)
    {
        if (parameters.Count == 0) throw new ArgumentException("A curve needs at least one parameter.", nameof(parameters));
        ParameterNames = [.. parameters];
        Differentiation = differentiation;
        _function = function;
    }

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> ParameterNames { get; }

    /// <inheritdoc/>
    public override Vector Penalized => Vector.Repeat(ParameterNames.Count, 1);

    /// <summary>Where the gradient by the parameters comes from.</summary>
    public DifferentiationKind Differentiation { get; }

    /// <summary>A curve of a value alone; the gradient comes from central differences in the parameters.</summary>
    /// <param name="inputs">The columns that the function reads, in the order of its row.</param>
    /// <param name="parameters">The names of the parameters.</param>
    /// <param name="function">The value from the row's inputs and the parameters.</param>
    public static CurveModel FromFunction(IReadOnlyList<string> inputs, IReadOnlyList<string> parameters, Func<Vector, Vector, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new CurveModel(inputs, parameters, (row, point, gradient) =>
        {
            var (inputs, at) = (Vector.Copy(row), Vector.Copy(point));
            if (!gradient.IsEmpty) FiniteDifferences.Central(x => function(inputs, x), at, gradient);
            return function(inputs, at);
        }, DifferentiationKind.Central);
    }

    /// <summary>A curve with its gradient by the parameters.</summary>
    /// <param name="inputs">The columns that the function reads, in the order of its row.</param>
    /// <param name="parameters">The names of the parameters.</param>
    /// <param name="function">Value and gradient from the row's inputs and the parameters.</param>
    public static CurveModel FromFunctionAndGradient(
        IReadOnlyList<string> inputs, IReadOnlyList<string> parameters, Func<Vector, Vector, Evaluation> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var count = parameters.Count;
        return new CurveModel(inputs, parameters, (row, point, gradient) =>
        {
            var evaluation = function(Vector.Copy(row), Vector.Copy(point));
            if (gradient.IsEmpty) return evaluation.Value;
            if (!evaluation.Has(Information.Gradient) || evaluation.Gradient.Count != count)
                throw new InvalidOperationException($"The curve must return a gradient of {count} elements: return Evaluation.Of(value, gradient).");
            evaluation.Gradient.AsSpan().CopyTo(gradient);
            return evaluation.Value;
        }, DifferentiationKind.Given);
    }

    /// <summary>A curve that writes its gradient into the caller's memory: the form without allocation.</summary>
    /// <param name="inputs">The columns that the function reads, in the order of its row.</param>
    /// <param name="parameters">The names of the parameters.</param>
    /// <param name="function">The function.</param>
    /// <param name="differentiation">Where its gradient comes from.</param>
    public static CurveModel FromSpans(IReadOnlyList<string> inputs, IReadOnlyList<string> parameters, CurveFunction function,
        DifferentiationKind differentiation = DifferentiationKind.Given)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new CurveModel(inputs, parameters, function, differentiation);
    }

    /// <summary>Ones: a curve says itself where to start from, and its author gives the start.</summary>
    /// <param name="key">Not used.</param>
    public override Vector Start(Key key) => Vector.Repeat(ParameterNames.Count, 1);

    // The Jacobian, a row of parameters each; and the inputs of one row.
    internal override double[][] Allocate(int width) => [new double[width * ParameterNames.Count], new double[Inputs.Count]];

    internal override void Forward(in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> outputs, bool gradient)
    {
        var (jacobian, row) = (work[0], work[1]);
        for (var i = 0; i < block.Count; i++)
        {
            for (var column = 0; column < row.Length; column++) row[column] = block.Inputs[column * block.Stride + i];
            outputs[i] = _function(row, parameters, gradient ? jacobian.AsSpan(i * parameters.Length, parameters.Length) : []);
        }
    }

    internal override void Pull(in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> byOutputs, Span<double> gradient)
    {
        for (var i = 0; i < block.Count; i++)
            for (var p = 0; p < gradient.Length; p++)
                gradient[p] += byOutputs[i] * work[0][i * gradient.Length + p];
    }
}
