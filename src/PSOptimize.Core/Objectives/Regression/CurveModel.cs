using System.Numerics.Tensors;
using PSOptimize.Differentiation;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>A curve <c>ŷ = f(row, parameters)</c> of any form.</summary>
/// <example><code>
/// var model = CurveModel.FromFunction(["V"], ["a", "b"], (row, p) => 26.6 / (row[0] - p[1]) - p[0] / (row[0] * row[0]));
/// </code></example>
public sealed class CurveModel : Model
{
    private CurveModel(
        IReadOnlyList<string> inputs, IReadOnlyList<string> parameters, CurveFunction function, DifferentiationKind differentiation)
        : base(inputs, 1)
    {
        if (parameters.Count == 0) throw new ArgumentException("A curve needs at least one parameter.", nameof(parameters));
        ParameterNames = [.. parameters];
        Differentiation = differentiation;
        Function = function;
    }

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> ParameterNames { get; }

    /// <inheritdoc/>
    public override Vector Penalized => Vector.Repeat(ParameterNames.Count, 1);

    /// <summary>The curve itself.</summary>
    internal CurveFunction Function { get; }

    /// <summary>How the gradient with respect to the parameters is obtained.</summary>
    public override DifferentiationKind Differentiation { get; }

    internal override string WhyNotLinear =>
        "this one is a curve. Use LevenbergMarquardt, which needs a start alone.";

    /// <summary>
    /// A curve from a function that returns the value; the gradient is computed by central differences in the parameters, with steps
    /// relative to each.
    /// </summary>
    /// <param name="inputs">The columns that the function reads, in the order of its row argument.</param>
    /// <param name="parameters">The names of the parameters, at least one.</param>
    /// <param name="function">The value as a pure function of the inputs of a row and the parameters.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    public static CurveModel FromFunction(
        IReadOnlyList<string> inputs, IReadOnlyList<string> parameters, Func<Vector, Vector, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new CurveModel(inputs, parameters, (row, point, gradient) =>
        {
            var (inputs, at) = (Vector.Copy(row), Vector.Copy(point));
            if (gradient.IsEmpty) return function(inputs, at);
            // Steps relative to each parameter, however small its unit makes it.
            var sizes = at.Map(x => Math.Abs(x) is > 0 and < 1 and var size ? size : 1);
            FiniteDifferences.Central(x => function(inputs, x.Times(sizes)), at.Over(sizes), gradient);
            TensorPrimitives.Divide(gradient, sizes.AsSpan(), gradient);
            return function(inputs, at);
        }, DifferentiationKind.Central);
    }

    /// <summary>A curve from a function that returns the value and the gradient with respect to the parameters.</summary>
    /// <param name="inputs">The columns that the function reads, in the order of its row argument.</param>
    /// <param name="parameters">The names of the parameters, at least one.</param>
    /// <param name="function">The value and the gradient as a pure function of the inputs of a row and the parameters.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
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
                throw new InvalidOperationException(
                    $"The curve must return a gradient of {count} elements: return Evaluation.Of(value, gradient).");
            evaluation.Gradient.AsSpan().CopyTo(gradient);
            return evaluation.Value;
        }, DifferentiationKind.Given);
    }

    /// <summary>A curve from a function over spans that writes the gradient into the caller's memory and so need not allocate.</summary>
    /// <param name="inputs">The columns that the function reads, in the order of its row argument.</param>
    /// <param name="parameters">The names of the parameters, at least one.</param>
    /// <param name="function">A pure function.</param>
    /// <param name="differentiation">How the function obtains the gradient, default <see cref="DifferentiationKind.Given"/>.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    public static CurveModel FromSpans(IReadOnlyList<string> inputs, IReadOnlyList<string> parameters, CurveFunction function,
        DifferentiationKind differentiation = DifferentiationKind.Given)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new CurveModel(inputs, parameters, function, differentiation);
    }

    /// <summary>The function as it was written, for people to read; empty if that is not known.</summary>
    public string Source { get; private init; } = "";

    /// <summary>The same curve with its function as it was written.</summary>
    /// <param name="source">The text.</param>
    public CurveModel WithSource(string source) =>
        new(Inputs, ParameterNames, Function, Differentiation) { Reader = Reader, Source = source };

    /// <summary>How a column of a table becomes numbers, for curves that also read texts; null for columns of numbers alone.</summary>
    internal Func<Table, string, Vector>? Reader { get; init; }

    internal override bool ReadsTexts => Reader is not null;

    internal override Vector Read(Table table, string name) => Reader is null ? base.Read(table, name) : Reader(table, name);

    /// <summary>The value at a row of a table, as a function of the number of the row.</summary>
    internal Func<int, double> Over(Table table, Vector parameters)
    {
        Vector[] columns = [.. Inputs.Select(name => Read(table, name))];
        return row => Function([.. columns.Select(column => column[row])], parameters.AsSpan(), []);
    }

    /// <summary>The same curve with differences in place of its gradient.</summary>
    internal CurveModel WithDifferences() =>
        FromFunction(Inputs, ParameterNames, (row, point) => Function(row.AsSpan(), point.AsSpan(), []));

    /// <summary>The same curve with a reader of its columns.</summary>
    internal CurveModel ReadBy(Func<Table, string, Vector> reader) =>
        new(Inputs, ParameterNames, Function, Differentiation) { Reader = reader, Source = Source };

    /// <summary>Ones, as a placeholder: a good start for a curve is known only to its author.</summary>
    /// <param name="key">Not used.</param>
    public override Vector Start(Key key) => Vector.Repeat(ParameterNames.Count, 1);

    // The Jacobian, one row of parameters per data row; and the inputs of one data row.
    internal override double[][] Allocate(int width) => [new double[width * ParameterNames.Count], new double[Inputs.Count]];

    internal override void Forward(
        in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> outputs, bool gradient)
    {
        var (jacobian, row) = (work[0], work[1]);
        for (var i = 0; i < block.Count; i++)
        {
            for (var column = 0; column < row.Length; column++) row[column] = block.Inputs[column * block.Stride + i];
            outputs[i] = Function(row, parameters, gradient ? jacobian.AsSpan(i * parameters.Length, parameters.Length) : []);
        }
    }

    internal override double OutputOf(
        double[] inputs, int stride, int row, int index, ReadOnlySpan<double> parameters, Workspace work, Span<double> slopes)
    {
        var own = work.Model[1];
        for (var column = 0; column < own.Length; column++) own[column] = inputs[column * stride + row];
        return Function(own, parameters, slopes);
    }

    internal override void Pull(
        in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> byOutputs, Span<double> gradient)
    {
        for (var i = 0; i < block.Count; i++)
            for (var p = 0; p < gradient.Length; p++)
                gradient[p] += byOutputs[i] * work[0][i * gradient.Length + p];
    }
}
