using PSOptimize.Differentiation;

namespace PSOptimize.Objectives;

/// <summary>A function as one formula, from which value, gradient and Hessian products follow.</summary>
/// <param name="dimension">The number of coordinates.</param>
/// <param name="formula">Builds the value from the point.</param>
internal class ExactFunction(int dimension, Func<Series, Real> formula)
{
    private readonly Lazy<DifferentiableFunction> _function =
        new(() => DifferentiableFunction.Define(dimension, graph => formula(graph.Point)));

    /// <summary>The number of coordinates.</summary>
    protected int Dimension => dimension;

    /// <summary>What it can tell beside value and gradient.</summary>
    public virtual Information More => Information.HessianProduct;

    /// <summary>The value, and the gradient if there is memory for it.</summary>
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient) =>
        gradient.IsEmpty ? _function.Value.Value(point) : _function.Value.ValueAndGradient(point, gradient);

    /// <summary>What else is wanted.</summary>
    public virtual void EvaluateMore(in Query query, EvaluationBuffer answer)
    {
        if ((query.Wanted & Information.HessianProduct) == 0) return;
        var direction = query.Direction ?? throw new InvalidOperationException("A query for a Hessian product needs its direction.");
        var gradient = answer.Wants(Information.Gradient) ? answer.Gradient : new double[dimension];
        _function.Value.HessianProduct(query.Point.AsSpan(), direction.AsSpan(), gradient, answer.HessianProduct);
    }
}
