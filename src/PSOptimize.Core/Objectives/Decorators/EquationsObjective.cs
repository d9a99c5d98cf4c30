using System.Numerics.Tensors;
using PSOptimize.Constraints;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Decorators;

/// <summary>
/// An objective with equality constraints <c>hⱼ(x) = 0</c>: the value and the gradient are those of the objective, accompanied by the
/// values and the Jacobian of the equations. Its metrics measure how far a point is from a solution, within a set if there is one.
/// </summary>
internal sealed class EquationsObjective(Objective inner, IReadOnlyList<Objective> equations, Projection? within)
    : ObjectiveDecorator(inner)
{
    public override Information Offers => Inner.Offers | Information.Equations;

    /// <summary>The largest |hⱼ|, and the norm of the residual of the Lagrange conditions with the best multipliers.</summary>
    public override ReadOnlyCollection<string> MetricNames { get; } = ["Violation", "LagrangeResidual"];

    public override string RankingMetric => "LagrangeResidual";

    public override bool RankingIncreases => false;

    public override long MetricsEvery => 1;

    internal override IEnumerable<Objective> Parts => base.Parts.Concat(equations.SelectMany(equation => equation.Parts));

    protected override Objective WithInner(Objective other) => new EquationsObjective(other, equations, within);

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        Inner.Evaluate(query with { Wanted = query.Wanted & ~Information.Equations }, draw, answer);
        if (!answer.Wants(Information.Equations)) return;
        var point = query.Point;
        Evaluation[] known = [.. equations.Select(equation => equation.ValueAndGradient(point))];
        answer.Equations = Vector.OfSeq(known.Select(equation => equation.Value));
        answer.EquationJacobian = Matrix.OfRows([.. known.Select(equation => equation.Gradient)]);
    }

    protected internal override Vector Measure(Vector point, Draw draw, bool full)
    {
        Evaluation[] known = [.. equations.Select(equation => equation.ValueAndGradient(point))];
        var violation = known.Max(equation => Math.Abs(equation.Value));
        var rest = Feasible(within, point, Inner.ValueAndGradient(point).Gradient).ToArray();
        var squares = known.Sum(equation => equation.Value * equation.Value);

        // The best multipliers leave the component of the gradient that is orthogonal to the gradients of the equations (Gram–Schmidt).
        var basis = new List<double[]>();
        foreach (var equation in known)
        {
            var normal = Feasible(within, point, equation.Gradient).ToArray();
            foreach (var earlier in basis) Remove(normal, earlier);
            var norm = Vector.Norm(normal);
            if (norm <= 1e-12 * equation.Gradient.Norm()) continue;
            for (var i = 0; i < normal.Length; i++) normal[i] /= norm;
            basis.Add(normal);
            Remove(rest, normal);
        }
        return Vector.Create(violation, Math.Sqrt(squares + Math.Pow(Vector.Norm(rest), 2)));
    }

    /// <summary>The part of a gradient that a descent step within a set can follow: −P(−g), P projecting onto the tangent cone.</summary>
    internal static Vector Feasible(Projection? within, Vector point, Vector gradient)
    {
        if (within is null) return gradient;
        var direction = -gradient;
        within.Tangent(point.AsSpan(), direction.Writable);
        return -direction;
    }

    private static void Remove(double[] vector, double[] direction)
    {
        var along = TensorPrimitives.Dot<double>(vector, direction);
        for (var i = 0; i < vector.Length; i++) vector[i] -= along * direction[i];
    }
}
