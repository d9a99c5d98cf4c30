using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>An objective whose script block was translated: it gives the block's values and their exact gradient on every thread.</summary>
internal sealed class CompiledObjective : Objective
{
    private readonly DifferentiableFunction _function;

    public CompiledObjective(string name, DifferentiableFunction function, DifferentiationKind differentiation) : base(name)
    {
        (_function, Differentiation) = (function, differentiation);
        Dimension = function.Dimension;
    }

    public override DifferentiationKind Differentiation { get; }

    /// <inheritdoc/>
    protected internal override double Evaluate(Vector point, Draw draw, Span<double> gradient)
    {
        try
        {
            if (gradient.IsEmpty)
                return Number(point);
            switch (Differentiation)
            {
                case DifferentiationKind.Exact:
                    return _function.ValueAndGradient(point.AsSpan(), gradient);
                case DifferentiationKind.ComplexStep:
                    _function.ComplexStepGradient(point.AsSpan(), gradient);
                    return Number(point);
                case DifferentiationKind.Forward:
                    var value = Number(point);
                    FiniteDifferences.Forward(Number, point, value).AsSpan().CopyTo(gradient);
                    return value;
                default:
                    FiniteDifferences.Central(Number, point).AsSpan().CopyTo(gradient);
                    return Number(point);
            }
        }
        catch (EvaluationException error)
        {
            throw ScriptException.Undefined(error);
        }
    }

    private double Number(Vector point) => _function.Value(point.AsSpan());
}
