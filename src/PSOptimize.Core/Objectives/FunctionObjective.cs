using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>An objective made of delegates.</summary>
internal sealed class FunctionObjective : Objective
{
    private delegate double Evaluator(Vector point, Draw draw, Span<double> gradient);

    private readonly Evaluator _evaluate;

    private FunctionObjective(string name, int dimension, DifferentiationKind differentiation, Evaluator evaluate) : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        Dimension = dimension;
        Differentiation = differentiation;
        _evaluate = evaluate;
    }

    public override DifferentiationKind Differentiation { get; }

    protected internal override double Evaluate(Vector point, Draw draw, Span<double> gradient) => _evaluate(point, draw, gradient);

    public static new FunctionObjective FromValue(string name, int dimension, Func<Vector, double> function, DifferentiationKind differentiation)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new FunctionObjective(name, dimension, differentiation, differentiation switch
        {
            DifferentiationKind.Central => (point, _, gradient) =>
            {
                var value = function(point);
                FiniteDifferences.Central(function, point, gradient);
                return value;
            },
            DifferentiationKind.Forward => (point, _, gradient) =>
            {
                var value = function(point);
                FiniteDifferences.Forward(function, point, value, gradient);
                return value;
            },
            DifferentiationKind.None => (point, _, gradient) => gradient.IsEmpty
                ? function(point)
                : throw new InvalidOperationException($"{name} has no gradient: choose a method that needs none, or give the objective one."),
            _ => throw new ArgumentOutOfRangeException(nameof(differentiation), differentiation, "A value alone allows Central, Forward or None."),
        });
    }

    public static new FunctionObjective FromValueAndGradient(string name, int dimension, Func<Vector, Evaluation> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new FunctionObjective(name, dimension, DifferentiationKind.Given, (point, _, gradient) =>
        {
            var evaluation = function(point);
            if (gradient.IsEmpty) return evaluation.Value;
            if (evaluation is not Evaluation.ValueAndGradient both || both.Gradient.Count != gradient.Length)
                throw new InvalidOperationException(
                    $"{name} must return a gradient of {gradient.Length} elements: return Evaluation.Of(value, gradient).");
            both.Gradient.AsSpan().CopyTo(gradient);
            return both.Value;
        });
    }

    public static new FunctionObjective FromSpans(string name, int dimension, SpanFunction function, DifferentiationKind differentiation)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new FunctionObjective(name, dimension, differentiation, (point, _, gradient) => function(point.AsSpan(), gradient));
    }
}
