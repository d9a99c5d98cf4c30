using System.Globalization;
using System.Numerics.Tensors;
using PSOptimize.Checks;
using PSOptimize.Vectors;

namespace PSOptimize.Constraints;

/// <summary>The closed Euclidean ball <c>‖x − c‖ ≤ r</c>.</summary>
/// <example><code>new Ball(1).Project(Vector.Create(3, 4)) // [0.6 0.8]</code></example>
public sealed record Ball(double Radius) : Projection
{
    // Rounding may leave a projected point outside by this fraction of the radius; it counts as inside.
    private const double Slack = 4e-16;

    /// <summary>r above 0.</summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = Radius;

    /// <summary>c; the default, an empty vector, is the origin.</summary>
    public Vector Center { get; init; } = Vector.Empty;

    /// <summary>The radius as in the constructor, <c>Ball(1)</c>, followed by the centre unless that is the origin.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Ball({Radius}{(Center.Count == 0 ? "" : $", {Center}")})");

    internal override bool Couples => true;

    internal override void Apply(Span<double> point)
    {
        Shift(point, -1);
        var norm = TensorPrimitives.Norm<double>(point);
        if (norm > Radius * (1 + Slack)) TensorPrimitives.Multiply(point, Radius / norm, point);
        Shift(point, 1);
    }

    internal override void Tangent(ReadOnlySpan<double> point, Span<double> direction)
    {
        var outward = point.ToArray();
        Shift(outward, -1);
        var norm = TensorPrimitives.Norm<double>(outward);
        var along = TensorPrimitives.Dot<double>(outward, direction);
        if (norm < Radius * (1 - 1e-12) || along <= 0) return;
        TensorPrimitives.MultiplyAdd(outward, -along / (norm * norm), direction, direction);
    }

    private void Shift(Span<double> point, double sign)
    {
        if (Center.Count == 0) return;
        if (Center.Count != point.Length)
            throw new ArgumentException(
                $"The centre of the ball has {Center.Count} coordinates, and the point has {point.Length}.", nameof(point));
        TensorPrimitives.MultiplyAdd(Center.AsSpan(), sign, point, point);
    }
}
