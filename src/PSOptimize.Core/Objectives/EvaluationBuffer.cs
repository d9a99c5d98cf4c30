using System.Diagnostics;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// The memory into which an objective writes its answer. It is reused for the next answer, so that evaluations do not allocate; to keep an
/// answer, copy it with <see cref="ToEvaluation"/>. Not thread-safe.
/// </summary>
public sealed class EvaluationBuffer
{
    private Vector _gradient = Vector.Empty;
    private Vector _product = Vector.Empty;
    private Vector _place = Vector.Empty;
    private EvaluationBuffer? _aside;

    /// <summary>The parts that the objective has to write.</summary>
    public Information Wanted { get; private set; }

    /// <summary>The value; it must always be set.</summary>
    public double Value { get; set; }

    /// <summary>The gradient, one number per coordinate, each of which must be written; empty if no gradient is wanted.</summary>
    public Span<double> Gradient => (Wanted & Information.Gradient) != 0 ? _gradient.Writable : [];

    /// <summary>The Hessian product, one number per coordinate, each of which must be written; empty if none is wanted.</summary>
    public Span<double> HessianProduct => (Wanted & Information.HessianProduct) != 0 ? _product.Writable : [];

    /// <summary>The residuals; they must be set if they are wanted.</summary>
    public Vector? Residuals { get; set; }

    /// <summary>The Jacobian of the residuals, one row per residual; it must be set if it is wanted.</summary>
    public Matrix? Jacobian { get; set; }

    /// <summary>The values of the equations, which only a problem sets.</summary>
    internal Vector? Equations { get; set; }

    /// <summary>The Jacobian of the equations, which only a problem sets.</summary>
    internal Matrix? EquationJacobian { get; set; }

    /// <summary>Whether answers are timed.</summary>
    internal bool IsTimed { get; set; }

    /// <summary>When and where the last query was answered, if answers are timed.</summary>
    internal Timing Timing { get; set; }

    /// <summary>The gradient as a vector that shares the memory of this buffer.</summary>
    internal Vector GradientVector => _gradient;

    /// <summary>The Hessian product as a vector that shares the memory of this buffer.</summary>
    internal Vector HessianProductVector => _product;

    /// <summary>Whether any of the given parts is wanted.</summary>
    /// <param name="information">One or several parts.</param>
    public bool Wants(Information information) => (Wanted & information) != 0;

    /// <summary>A copy of the answer as an immutable value.</summary>
    public Evaluation ToEvaluation()
    {
        var result = Wants(Information.Gradient) ? Evaluation.Of(Value, Vector.Copy(_gradient.AsSpan())) : Evaluation.Of(Value);
        if (Wants(Information.HessianProduct)) result = result.WithHessianProduct(Vector.Copy(_product.AsSpan()));
        if (Wants(Information.Residuals | Information.Jacobian) && Residuals is not null)
            result = result.WithResiduals(Residuals, Jacobian);
        return Wants(Information.Equations) ? result.WithEquations(Equations!, EquationJacobian!) : result;
    }

    /// <summary>Prepares the buffer for the answer to a query.</summary>
    internal void Begin(in Query query)
    {
        if (IsTimed) Timing = new(Stopwatch.GetTimestamp(), 0, 0);
        (Wanted, Value) = (query.Wanted, double.NaN);
        var length = query.Point.Count;
        if ((Wanted & Information.Gradient) != 0 && _gradient.Count != length) _gradient = Vector.Allocate(length);
        if ((Wanted & Information.HessianProduct) != 0 && _product.Count != length) _product = Vector.Allocate(length);
    }

    /// <summary>Notes that the query is answered, or will not be.</summary>
    internal void End()
    {
        if (IsTimed) Timing = Timing with { Ended = Stopwatch.GetTimestamp() };
    }

    /// <summary>A place and a buffer for an evaluation that is part of this one.</summary>
    internal (Vector Place, EvaluationBuffer Buffer) Aside(int length)
    {
        if (_place.Count != length) _place = Vector.Allocate(length);
        return (_place, _aside ??= new EvaluationBuffer());
    }

    /// <summary>Copies the parts of an evaluation into the buffer.</summary>
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
        if (from.Count != to.Length)
            throw new InvalidOperationException($"The gradient must have {to.Length} elements; it has {from.Count}.");
        from.AsSpan().CopyTo(to);
    }
}
