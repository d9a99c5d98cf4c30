using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// An objective with equations that its solution must fulfil: <c>hⱼ(x) = 0</c>. Values and gradients are those of the function itself;
/// a method that runs on it is put into an augmented Lagrangian.
/// </summary>
/// <example><code>
/// var entropy = Objective.FromValue("−entropy", 6, p => p.AsSeq().Sum(x => x * Math.Log(x)));
/// var sum = Objective.FromValue("sum", 6, p => p.Sum() - 1);
/// var mean = Objective.FromValue("mean", 6, p => p.Dot(Vector.Create(1, 2, 3, 4, 5, 6)) - 4.5);
/// var run = Optimizer.Run(entropy.EqualTo(sum, mean), new Adam { LearningRate = 0.01 }, Vector.Repeat(6, 1.0 / 6));
/// </code></example>
public sealed class EqualityConstrainedObjective : Objective
{
    private Projection? _set;

    internal EqualityConstrainedObjective(Objective function, IReadOnlyList<Objective> constraints) : base(function.Name)
    {
        (Function, Constraints) = (function, [.. constraints]);
        Dimension = function.Dimension;
        if (function.CoordinateNames.Count > 0) SetCoordinateNames([.. function.CoordinateNames]);
        foreach (var constraint in Constraints)
            if (constraint.Dimension != 0 && Dimension != 0 && constraint.Dimension != Dimension)
                throw new ArgumentException($"{constraint.Name} takes {constraint.Dimension} coordinates, and {Name} takes {Dimension}.", nameof(constraints));
    }

    /// <summary>The function.</summary>
    public Objective Function { get; }

    internal override Objective Innermost => Function.Innermost;

    /// <summary>The functions that must be 0.</summary>
    public ReadOnlyCollection<Objective> Constraints { get; }

    /// <inheritdoc/>
    public override DifferentiationKind Differentiation => Function.Differentiation;

    /// <summary>The largest |hⱼ|, and how far the point is from fulfilling the conditions of Lagrange.</summary>
    public override ReadOnlyCollection<string> MetricNames { get; } = ["Violation", "LagrangeResidual"];

    /// <inheritdoc/>
    public override string RankingMetric => "LagrangeResidual";

    /// <inheritdoc/>
    protected internal override double Evaluate(Vector point, Draw draw, Span<double> gradient) => Function.Evaluate(point, draw, gradient);

    /// <inheritdoc/>
    protected internal override Vector Measure(Vector point, Draw draw, bool full)
    {
        var constraints = Constraints.Select(constraint => constraint.ValueAndGradient(point)).ToArray();
        var violation = constraints.Max(constraint => Math.Abs(constraint.Value));
        var rest = Feasible(point, Function.ValueAndGradient(point).Gradient).ToArray();
        var squares = constraints.Sum(constraint => constraint.Value * constraint.Value);

        // The residual with the best multipliers: what the gradient has outside the span of the constraints' gradients, by Gram and Schmidt.
        var basis = new List<double[]>();
        foreach (var constraint in constraints)
        {
            var normal = Feasible(point, constraint.Gradient).ToArray();
            foreach (var earlier in basis) Remove(normal, earlier);
            var norm = Vector.Norm(normal);
            if (norm <= 1e-12 * constraint.Gradient.Norm()) continue;
            for (var i = 0; i < normal.Length; i++) normal[i] /= norm;
            basis.Add(normal);
            Remove(rest, normal);
        }
        return Vector.Create(violation, Math.Sqrt(squares + Math.Pow(Vector.Norm(rest), 2)));
    }

    /// <summary>What a step against a gradient can follow of it within the set.</summary>
    internal Vector Feasible(Vector point, Vector gradient)
    {
        if (_set is null) return gradient;
        var direction = -gradient;
        _set.Tangent(point.AsSpan(), direction.Writable);
        return -direction;
    }

    /// <summary>The same for a method that keeps its points in a set.</summary>
    internal EqualityConstrainedObjective Inside(Projection? set)
    {
        if (set is null) return this;
        var copy = (EqualityConstrainedObjective)MemberwiseClone();
        copy._set = set;
        return copy;
    }

    private static void Remove(double[] vector, double[] direction)
    {
        var along = System.Numerics.Tensors.TensorPrimitives.Dot<double>(vector, direction);
        for (var i = 0; i < vector.Length; i++) vector[i] -= along * direction[i];
    }
}
