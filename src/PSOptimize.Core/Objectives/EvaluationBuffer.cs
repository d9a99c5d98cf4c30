using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// Memory that an objective writes an answer into. It is used again for the next answer, so that an evaluation allocates nothing; whoever
/// keeps an answer takes <see cref="ToEvaluation"/>. It belongs to one thread.
/// </summary>
public sealed class EvaluationBuffer
{
    private Vector _gradient = Vector.Empty;
    private Vector _product = Vector.Empty;

    /// <summary>What is wanted.</summary>
    public Information Wanted { get; private set; }

    /// <summary>The value, to be written always.</summary>
    public double Value { get; set; }

    /// <summary>As long as the point, every element to be written; empty if no gradient is wanted.</summary>
    public Span<double> Gradient => (Wanted & Information.Gradient) != 0 ? _gradient.Writable : [];

    /// <summary>As long as the point, every element to be written; empty if no Hessian product is wanted.</summary>
    public Span<double> HessianProduct => (Wanted & Information.HessianProduct) != 0 ? _product.Writable : [];

    /// <summary>The residuals, to be set if they are wanted.</summary>
    public Vector? Residuals { get; set; }

    /// <summary>The Jacobian of the residuals, to be set if it is wanted.</summary>
    public Matrix? Jacobian { get; set; }

    /// <summary>The values of the equations; only a problem sets them.</summary>
    internal Vector? Equations { get; set; }

    /// <summary>The gradients of the equations.</summary>
    internal Matrix? EquationJacobian { get; set; }

    /// <summary>The gradient as a vector whose memory is that of this buffer.</summary>
    internal Vector GradientVector => _gradient;

    /// <summary>Whether a part is wanted.</summary>
    /// <param name="information">The part.</param>
    public bool Wants(Information information) => (Wanted & information) != 0;

    /// <summary>The answer as a value of its own.</summary>
    public Evaluation ToEvaluation()
    {
        var result = Wants(Information.Gradient) ? Evaluation.Of(Value, Vector.Copy(_gradient.AsSpan())) : Evaluation.Of(Value);
        if (Wants(Information.HessianProduct)) result = result.WithHessianProduct(Vector.Copy(_product.AsSpan()));
        if (Wants(Information.Residuals | Information.Jacobian) && Residuals is not null) result = result.WithResiduals(Residuals, Jacobian);
        return Wants(Information.Equations) ? result.WithEquations(Equations!, EquationJacobian!) : result;
    }

    /// <summary>Makes room for the answer to a query.</summary>
    internal void Begin(in Query query)
    {
        Wanted = query.Wanted;
        var length = query.Point.Count;
        if ((Wanted & Information.Gradient) != 0 && _gradient.Count != length) _gradient = Vector.Allocate(length);
        if ((Wanted & Information.HessianProduct) != 0 && _product.Count != length) _product = Vector.Allocate(length);
    }

    /// <summary>Takes the parts of an answer that was made elsewhere.</summary>
    internal void Set(Evaluation evaluation)
    {
        Value = evaluation.Value;
        if (Wants(Information.Gradient)) Copy(evaluation.Gradient, Gradient);
        if (Wants(Information.HessianProduct)) Copy(evaluation.HessianProduct, HessianProduct);
        if (evaluation.Has(Information.Residuals)) Residuals = evaluation.Residuals;
        if (evaluation.Has(Information.Jacobian)) Jacobian = evaluation.Jacobian;
        if (evaluation.Has(Information.Equations)) (Equations, EquationJacobian) = (evaluation.Equations, evaluation.EquationJacobian);
    }

    private static void Copy(Vector from, Span<double> to)
    {
        if (from.Count != to.Length) throw new InvalidOperationException($"The gradient must have {to.Length} elements; it has {from.Count}.");
        from.AsSpan().CopyTo(to);
    }
}
