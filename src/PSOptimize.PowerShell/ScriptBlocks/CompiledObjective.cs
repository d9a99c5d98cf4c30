using PSOptimize.Differentiation;
using PSOptimize.Objectives;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// An objective whose script block was translated: it has the values of the block and their exact gradient, on every thread.
/// </summary>
internal sealed class CompiledObjective : Objective
{
    private readonly DifferentiableFunction _function;

    public CompiledObjective(string name, DifferentiableFunction function, DifferentiationKind differentiation) : base(name)
    {
        (_function, Differentiation) = (function, differentiation);
        Dimension = function.Dimension;
    }

    /// <summary>Exact, the complex step, or none if differences are taken around this objective.</summary>
    public override DifferentiationKind Differentiation { get; }

    /// <inheritdoc/>
    public override int Cost(Information wanted, int dimension) =>
        (wanted & Information.Gradient) != 0 && Differentiation == DifferentiationKind.ComplexStep ? dimension + 1 : 1;

    /// <inheritdoc/>
    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        var point = query.Point.AsSpan();
        try
        {
            if (!answer.Wants(Information.Gradient)) answer.Value = _function.Value(point);
            else if (Differentiation == DifferentiationKind.Exact) answer.Value = _function.ValueAndGradient(point, answer.Gradient);
            else
            {
                _function.ComplexStepGradient(point, answer.Gradient);
                answer.Value = _function.Value(point);
            }
        }
        catch (EvaluationException error)
        {
            throw ScriptException.Undefined(error);
        }
    }
}
