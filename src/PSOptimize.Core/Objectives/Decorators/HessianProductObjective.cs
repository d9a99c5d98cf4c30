using System.Numerics.Tensors;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Decorators;

/// <summary>Adds Hessian products by differences of gradients to an objective that offers gradients.</summary>
/// <remarks>
/// Nocedal and Wright 2006, "Numerical Optimization", §8.1, eq. 8.20, with central differences: <c>Hv ≈ (g(x + hv) − g(x − hv)) / 2h</c>,
/// <c>h = ε^(1/3) (1 + ‖x‖)/‖v‖</c>, which is exact for quadratic functions up to rounding.
/// </remarks>
internal sealed class HessianProductObjective(Objective inner) : ObjectiveDecorator(inner)
{
    private static readonly double Step = Math.Cbrt(double.BitIncrement(1) - 1);

    public override Information Offers => Inner.Offers | Information.HessianProduct;

    public override int Cost(Information wanted, int dimension) => (wanted & Information.HessianProduct) == 0
        ? Inner.Cost(wanted, dimension)
        : Inner.Cost(wanted & ~Information.HessianProduct, dimension)
            + 2 * Inner.Cost(Information.Value | Information.Gradient, dimension);

    protected override Objective WithInner(Objective other) => new HessianProductObjective(other);

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        var plain = query with { Wanted = query.Wanted & ~Information.HessianProduct, Direction = null };
        Inner.Evaluate(plain, draw, answer);
        if (!answer.Wants(Information.HessianProduct)) return;

        var direction = query.Direction ?? throw new InvalidOperationException("A query for a Hessian product needs its direction.");
        var length = direction.Norm();
        if (length == 0)
        {
            answer.HessianProduct.Clear();
            return;
        }
        if (answer.Wants(Information.Value) && !double.IsFinite(answer.Value))
        {
            // What lies around says nothing then.
            answer.HessianProduct.Fill(double.NaN);
            return;
        }
        var h = Step * (1 + query.Point.Norm()) / length;
        var product = answer.HessianProduct;
        GradientAt(query.Point, h, direction, draw, answer).CopyTo(product);
        TensorPrimitives.Subtract(product, GradientAt(query.Point, -h, direction, draw, answer), product);
        TensorPrimitives.Divide(product, 2 * h, product);
    }

    /// <summary>The gradient at <c>x + hv</c>, in memory of the answer's that is used again.</summary>
    private ReadOnlySpan<double> GradientAt(Vector point, double h, Vector direction, Draw draw, EvaluationBuffer answer)
    {
        var (place, aside) = answer.Aside(point.Count);
        TensorPrimitives.MultiplyAdd(direction.AsSpan(), h, point.AsSpan(), place.Writable);
        var query = new Query(place, Information.Value | Information.Gradient);
        aside.Begin(query);
        Inner.Evaluate(query, draw, aside);
        return aside.Gradient;
    }
}
