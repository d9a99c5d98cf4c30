using PSOptimize.Checks;
using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// A function with a penalty on its coordinates: <c>f(x) + λ₁ Σ|xᵢ| + λ₂ Σxᵢ²</c>, and minus the penalty where it is maximised. Values and
/// gradients include it; at a zero the gradient is the shortest subgradient, and first-order methods make zeros exact.
/// </summary>
/// <example><code>
/// var sparse = objective.Regularized(l1: 0.1);
/// var run = Optimizer.Run(sparse, new Adam { LearningRate = 0.05 }, start);
/// </code></example>
public sealed class RegularizedObjective : Objective
{
    internal RegularizedObjective(Objective function, double l1, double l2) : base(function.Name)
    {
        (Function, L1, L2, Dimension) = (function, Require.NonNegative(l1), Require.NonNegative(l2), function.Dimension);
        if (function.CoordinateNames.Count > 0) SetCoordinateNames([.. function.CoordinateNames]);
    }

    /// <summary>f.</summary>
    public Objective Function { get; }

    internal override Objective Innermost => Function.Innermost;

    /// <summary>λ₁ ≥ 0.</summary>
    public double L1 { get; }

    /// <summary>λ₂ ≥ 0.</summary>
    public double L2 { get; }

    /// <inheritdoc/>
    public override DifferentiationKind Differentiation => Function.Differentiation;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> MetricNames => Function.MetricNames;

    /// <inheritdoc/>
    public override string RankingMetric => Function.RankingMetric;

    /// <inheritdoc/>
    public override bool RankingIncreases => Function.RankingIncreases;

    /// <inheritdoc/>
    public override long MetricsEvery => Function.MetricsEvery;

    /// <inheritdoc/>
    public override long StepsPerEpoch => Function.StepsPerEpoch;

    /// <inheritdoc/>
    public override Vector? KinkWeights => L1 > 0 ? Vector.Empty : Function.KinkWeights;

    /// <inheritdoc/>
    protected internal override double Evaluate(Vector point, Draw draw, Span<double> gradient)
    {
        var value = Function.Evaluate(point, draw, gradient);
        var sign = Maximize ? -1 : 1;
        if (Maximize)
            for (var i = 0; i < gradient.Length; i++) gradient[i] = -gradient[i];
        var penalty = Penalty(point.AsSpan(), gradient, [], L1, L2);
        if (Maximize)
            for (var i = 0; i < gradient.Length; i++) gradient[i] = -gradient[i];
        return value + sign * penalty;
    }

    /// <inheritdoc/>
    protected internal override Vector Measure(Vector point, Draw draw, bool full) => Function.Measure(point, draw, full);

    /// <summary>The penalty of a point; adds its slopes to the gradient of a smooth function, unless that is empty.</summary>
    /// <param name="point">The point.</param>
    /// <param name="gradient">As long as the point, or empty.</param>
    /// <param name="weights">How much each coordinate counts; empty where all count alike.</param>
    /// <param name="l1">λ₁.</param>
    /// <param name="l2">λ₂.</param>
    internal static double Penalty(ReadOnlySpan<double> point, Span<double> gradient, ReadOnlySpan<double> weights, double l1, double l2)
    {
        if (l1 == 0 && l2 == 0) return 0;
        var sum = 0.0;
        for (var i = 0; i < point.Length; i++)
        {
            var (x, weight) = (point[i], weights.IsEmpty ? 1 : weights[i]);
            if (weight == 0) continue;
            sum += weight * (l1 * Math.Abs(x) + l2 * x * x);
            if (gradient.IsEmpty) continue;
            gradient[i] += 2 * l2 * weight * x;
            gradient[i] = x == 0 ? SoftThreshold(gradient[i], l1 * weight) : gradient[i] + (x > 0 ? l1 : -l1) * weight;
        }
        return sum;
    }

    private static double SoftThreshold(double value, double by) => value > by ? value - by : value < -by ? value + by : 0;
}
