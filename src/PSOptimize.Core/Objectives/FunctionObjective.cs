using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>An objective made from a delegate.</summary>
internal sealed class FunctionObjective : Objective
{
    private delegate void Evaluator(Vector point, EvaluationBuffer answer);

    private readonly Evaluator _evaluate;

    private FunctionObjective(string name, int dimension, DifferentiationKind differentiation, Evaluator evaluate) : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        Dimension = dimension;
        Differentiation = differentiation;
        _evaluate = evaluate;
    }

    public override DifferentiationKind Differentiation { get; }

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer) => _evaluate(query.Point, answer);

    public static FunctionObjective FromValue(string name, int dimension, Func<Vector, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new FunctionObjective(name, dimension, DifferentiationKind.None, (point, answer) => answer.Value = function(point));
    }

    public static new FunctionObjective FromValueAndGradient(string name, int dimension, Func<Vector, Evaluation> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new FunctionObjective(name, dimension, DifferentiationKind.Given, (point, answer) =>
        {
            var evaluation = function(point);
            answer.Value = evaluation.Value;
            if (!answer.Wants(Information.Gradient)) return;
            if (!evaluation.Has(Information.Gradient) || evaluation.Gradient.Count != point.Count)
                throw new InvalidOperationException(
                    $"{name} must return a gradient of {point.Count} elements: return Evaluation.Of(value, gradient).");
            evaluation.Gradient.AsSpan().CopyTo(answer.Gradient);
        });
    }

    public static new FunctionObjective FromSpans(string name, int dimension, SpanFunction function, DifferentiationKind differentiation)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new FunctionObjective(name, dimension, differentiation,
            (point, answer) => answer.Value = function(point.AsSpan(), answer.Gradient));
    }
}
