using System.Globalization;
using System.Numerics.Tensors;
using PSOptimize.Checks;

namespace PSOptimize.Constraints;

/// <summary>The simplex <c>xᵢ ≥ 0</c>, <c>Σxᵢ = s</c>: for s = 1, the probability distributions.</summary>
/// <remarks>
/// Duchi, Shalev-Shwartz, Singer and Chandra 2008, "Efficient projections onto the ℓ₁-ball for learning in high dimensions", fig. 1:
/// one threshold θ, <c>xᵢ ← max(xᵢ − θ, 0)</c>, found by sorting.
/// </remarks>
/// <example><code>new Simplex().Project(Vector.Create(0.5, 0.9, -0.2)) // [0.3 0.7 0]</code></example>
public sealed record Simplex(double Sum = 1) : Projection
{
    /// <summary>s above 0, default 1.</summary>
    [Positive] public double Sum { get; init => field = Checked(value); } = Sum;

    /// <summary>The sum as in the constructor, <c>Simplex(1)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Simplex({Sum})");

    internal override bool Couples => true;

    internal override void Apply(Span<double> point)
    {
        if (IsWithin(point)) return;
        var sorted = point.ToArray();
        Array.Sort(sorted);
        double total = 0, threshold = 0;
        for (var count = 1; count <= sorted.Length; count++)
        {
            var next = sorted[^count];
            total += next;
            var candidate = (total - Sum) / count;
            if (next <= candidate) break;
            threshold = candidate;
        }
        TensorPrimitives.Subtract(point, threshold, point);
        TensorPrimitives.Max(point, 0.0, point);
        // Far from the simplex the rounding error of the threshold is larger than the sum tolerates.
        TensorPrimitives.Multiply(point, Sum / TensorPrimitives.Sum<double>(point), point);
    }

    // The tangent cone is Σdᵢ = 0 and dᵢ ≥ 0 for each i with xᵢ = 0. Its projection again subtracts one threshold: the mean over the
    // coordinates with xᵢ > 0 and those of the others that lie above it, taken in from the largest.
    internal override void Tangent(ReadOnlySpan<double> point, Span<double> direction)
    {
        var bound = new List<double>();
        var (total, count) = (0.0, 0);
        for (var i = 0; i < point.Length; i++)
        {
            if (point[i] > 0)
            {
                total += direction[i];
                count++;
            }
            else bound.Add(direction[i]);
        }
        bound.Sort();
        for (var i = bound.Count - 1; i >= 0 && bound[i] * count > total; i--)
        {
            total += bound[i];
            count++;
        }
        var threshold = total / count;
        for (var i = 0; i < point.Length; i++)
        {
            direction[i] -= threshold;
            if (point[i] <= 0) direction[i] = Math.Max(direction[i], 0);
        }
    }

    /// <summary>Whether the point is in the simplex up to rounding, so that a projection is idempotent.</summary>
    private bool IsWithin(ReadOnlySpan<double> point)
    {
        var sum = 0.0;
        foreach (var element in point)
        {
            if (!(element >= 0)) return false;
            sum += element;
        }
        return Math.Abs(sum - Sum) <= 4e-16 * point.Length * Sum;
    }
}
