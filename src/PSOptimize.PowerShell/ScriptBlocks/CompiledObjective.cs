using System.Management.Automation.Runspaces;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.ScriptBlocks.Translation;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// An objective whose script block was translated: it has the values of the block and their exact gradient, on every thread.
/// </summary>
internal sealed class CompiledObjective : Objective
{
    private readonly DifferentiableFunction _function;
    private bool _hasSteps;

    public CompiledObjective(string name, DifferentiableFunction function, DifferentiationKind differentiation, TranslationSource source)
        : base(name)
    {
        (_function, Differentiation, Source) = (function, differentiation, source);
        Dimension = function.Dimension;
    }

    /// <summary>The block that was translated.</summary>
    public TranslationSource Source { get; }

    /// <inheritdoc/>
    public override string Script => Source.AsWritten.Script;

    /// <inheritdoc/>
    internal override bool IsRough => _hasSteps;

    /// <summary>The same function without its gradient.</summary>
    /// <param name="hasSteps">Whether its values change in steps.</param>
    public CompiledObjective WithoutGradient(bool hasSteps) =>
        new(Name, _function, DifferentiationKind.None, Source) { _hasSteps = hasSteps };

    /// <summary>Exact, the complex step, or none if differences are taken around this objective.</summary>
    public override DifferentiationKind Differentiation { get; }

    /// <summary>With an exact gradient, exact products with the Hessian as well.</summary>
    public override Information Offers =>
        Differentiation == DifferentiationKind.Exact ? base.Offers | Information.HessianProduct : base.Offers;

    /// <inheritdoc/>
    public override int Cost(Information wanted, int dimension) =>
        (wanted & Information.Gradient) != 0 && Differentiation == DifferentiationKind.ComplexStep ? dimension + 1 : 1;

    /// <inheritdoc/>
    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        var point = query.Point.AsSpan();
        try
        {
            if (answer.Wants(Information.HessianProduct)) WriteHessianProduct(query, answer);
            else if (!answer.Wants(Information.Gradient)) answer.Value = _function.Value(point);
            else if (Differentiation == DifferentiationKind.Exact) answer.Value = _function.ValueAndGradient(point, answer.Gradient);
            else
            {
                _function.ComplexStepGradient(point, answer.Gradient);
                answer.Value = _function.Value(point);
            }
        }
        catch (EvaluationException error) when (TranslationLimit.IsReached(error) && CanAskPowerShell(answer))
        {
            Source.AsWritten.WithDifferences(DifferentiationKind.Central).Evaluate(query, draw, answer);
        }
        catch (EvaluationException error)
        {
            throw ScriptException.Undefined(error);
        }
    }

    /// <summary>Whether the block itself can be invoked on this thread, and gives what is wanted.</summary>
    private bool CanAskPowerShell(EvaluationBuffer answer) => Runspace.DefaultRunspace is not null
        && !answer.Wants(Information.HessianProduct) && !(answer.Wants(Information.Gradient) && Source.IsExactDemanded);

    private void WriteHessianProduct(in Query query, EvaluationBuffer answer)
    {
        var direction = query.Direction
            ?? throw new InvalidOperationException("A Hessian product needs the direction that it is to be taken in.");
        // The sweep writes the gradient on its way.
        var gradient = answer.Wants(Information.Gradient) ? answer.Gradient : new double[query.Point.Count];
        answer.Value = _function.HessianProduct(query.Point.AsSpan(), direction.AsSpan(), gradient, answer.HessianProduct);
    }
}
