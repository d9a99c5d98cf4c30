using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Decorators;

/// <summary>Gives an objective of gradients Hessian products by differences of gradients.</summary>
/// <remarks>
/// Nocedal and Wright 2006, "Numerical Optimization", §8.1, eq. 8.20, with the central difference: <c>Hv ≈ (g(x + hv) − g(x − hv)) / 2h</c>,
/// <c>h = ε^(1/3) (1 + ‖x‖)/‖v‖</c>, which is exact for quadratics but for rounding.
/// </remarks>
internal sealed class HessianProductObjective(Objective inner) : ObjectiveDecorator(inner)
{
    private static readonly double Step = Math.Cbrt(double.BitIncrement(1) - 1);

    public override Information Offers => Inner.Offers | Information.HessianProduct;

    public override int Cost(Information wanted, int dimension) => (wanted & Information.HessianProduct) == 0
        ? Inner.Cost(wanted, dimension)
        : Inner.Cost(wanted & ~Information.HessianProduct, dimension) + 2 * Inner.Cost(Information.Value | Information.Gradient, dimension);

    protected override Objective Around(Objective other) => new HessianProductObjective(other);

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        var plain = query with { Wanted = query.Wanted & ~Information.HessianProduct, Direction = null };
        Inner.Evaluate(plain, draw, answer);
        if (!answer.Wants(Information.HessianProduct)) return;

        var direction = query.Direction ?? throw new InvalidOperationException("A Hessian product needs the direction that it is to be taken in.");
        var length = direction.Norm();
        if (length == 0)
        {
            answer.HessianProduct.Clear();
            return;
        }
        var h = Step * (1 + query.Point.Norm()) / length;
        var (ahead, back) = (GradientAt(query.Point + h * direction), GradientAt(query.Point - h * direction));
        ((ahead - back) / (2 * h)).AsSpan().CopyTo(answer.HessianProduct);

        Vector GradientAt(Vector point) => Inner.Evaluate(new Query(point, Information.Value | Information.Gradient), draw).Gradient;
    }
}
