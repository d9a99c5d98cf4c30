using System.Numerics.Tensors;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Decorators;

/// <summary>An objective with a <see cref="Penalty"/>, which is added when minimising and subtracted when maximising.</summary>
internal sealed class PenalizedObjective(Objective inner, Penalty penalty) : ObjectiveDecorator(inner)
{
    // An L2 is a sum of squares too, an L1 is none.
    public override Information Offers => Inner.Offers & (Information.Value | Information.Gradient | Information.HessianProduct
        | (penalty.L1 > 0 || Maximize ? 0 : Information.Residuals | Information.Jacobian));

    public override Vector? L1Weights => penalty.L1 == 0 ? Inner.L1Weights
        : Inner.L1Weights is { } own ? own.Map(weight => weight + penalty.L1) : Vector.Create(penalty.L1);

    protected override Objective WithInner(Objective other) => new PenalizedObjective(other, penalty);

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        Inner.Evaluate(query, draw, answer);
        var gradient = answer.Gradient;
        var product = answer.HessianProduct;
        if (Maximize) TensorPrimitives.Negate<double>(gradient, gradient);
        var added = penalty.AddTo(query.Point.AsSpan(), gradient, []);
        if (Maximize) TensorPrimitives.Negate<double>(gradient, gradient);
        answer.Value += Maximize ? -added : added;
        if (!product.IsEmpty)
            TensorPrimitives.MultiplyAdd(query.Direction!.AsSpan(), (Maximize ? -2 : 2) * penalty.L2, product, product);
        if (answer.Wants(Information.Residuals | Information.Jacobian)) Append(query.Point, answer);
    }

    /// <summary>Appends the residuals of the penalty, <c>√(2λ₂) x</c>, and their Jacobian.</summary>
    private void Append(Vector point, EvaluationBuffer answer)
    {
        var (count, root) = (point.Count, Math.Sqrt(2 * penalty.L2));
        if (answer.Residuals is { } residuals) answer.Residuals = Vector.Create([.. residuals, .. root * point]);
        if (answer.Jacobian is not { } jacobian) return;
        var cells = new double[jacobian.AsSpan().Length + count * count];
        jacobian.AsSpan().CopyTo(cells);
        for (var i = 0; i < count; i++) cells[jacobian.AsSpan().Length + i * (count + 1)] = root;
        answer.Jacobian = Matrix.Of(jacobian.Rows + count, count, Vector.Create(cells));
    }
}
