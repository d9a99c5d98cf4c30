using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>The model <c>gᵀp + ½pᵀHp</c> of an objective around a point.</summary>
/// <param name="Gradient">g.</param>
/// <param name="Hessian">H, n·n numbers row by row, symmetric.</param>
internal sealed record QuadraticModel(Vector Gradient, Vector Hessian)
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>A minimum of the model within a radius.</summary>
    /// <param name="Step">p.</param>
    /// <param name="IsFull">Whether it is the minimum of the whole model, which has no negative curvature.</param>
    /// <param name="Lost">The gradient along directions whose curvature is rounding: nothing can be said of them.</param>
    public readonly record struct Minimum(Vector Step, bool IsFull, double Lost);

    /// <summary>The decrease that a step promises.</summary>
    public double Decrease(Vector step) => -(Gradient.Dot(step) + Product(step).Dot(step) / 2);

    /// <summary>The product of the Hessian and a vector.</summary>
    public Vector Product(Vector vector)
    {
        var n = vector.Count;
        return Vector.Init(n, i =>
        {
            var sum = 0.0;
            for (var j = 0; j < n; j++) sum += Hessian[i * n + j] * vector[j];
            return sum;
        });
    }

    /// <summary>The step to the minimum within a radius, and within bounds if there are any.</summary>
    /// <param name="place">The point with its bounds.</param>
    /// <param name="radius">The radius, above 0.</param>
    public Minimum Minimize(Place place, double radius)
    {
        var n = Gradient.Count;
        // One that has overflown has no minimum.
        if (!(Gradient.IsFinite() && Hessian.IsFinite())) return new(Vector.Zero(n), false, 0);
        var feasible = place.Feasible(-Gradient);
        // A coordinate whose gradient is 0 may follow negative curvature.
        var free = Enumerable.Range(0, n).Where(i => feasible[i] != 0 || Gradient[i] == 0).ToList();
        var step = new double[n];
        var (isFull, lost) = (true, 0.0);
        while (free.Count > 0)
        {
            var slope = Product(Vector.Copy(step)) + Gradient;
            // What the fixed coordinates add does not count for the free ones, which are solved for anew.
            var fixedSlope = Vector.Init(free.Count, k => slope[free[k]] - free.Sum(j => Hessian[free[k] * n + j] * step[j]));
            var minimum = Within(free, fixedSlope, radius);
            (isFull, lost) = (minimum.IsFull, minimum.Lost);
            for (var k = 0; k < free.Count; k++) step[free[k]] = minimum.Step[k];
            var clipped = place.Clipped(place.Point + Vector.Copy(step)) - place.Point;
            var left = free.Where(i => place.Lower is not null && !IsInside(place, i, step[i])).ToList();
            if (left.Count == 0) break;
            foreach (var i in left) step[i] = clipped[i];
            free = [.. free.Except(left)];
        }
        var result = place.Clipped(place.Point + Vector.Copy(step)) - place.Point;
        if (place.Lower is null || feasible.Norm() == 0) return new(result, isFull, lost);
        var cauchy = Cauchy(place, feasible, radius);
        return Decrease(result) >= 0.5 * Decrease(cauchy) ? new(result, isFull, lost) : new(cauchy, false, 0);
    }

    private static bool IsInside(Place place, int i, double step) =>
        place.Point[i] + step >= place.Lower![i] && place.Point[i] + step <= place.Upper![i];

    /// <summary>A step along the projected gradient that keeps a share of the promised decrease.</summary>
    private Vector Cauchy(Place place, Vector feasible, double radius)
    {
        var length = radius / feasible.Norm();
        for (var halvings = 0; ; halvings++)
        {
            var step = place.Clipped(place.Point - length * Gradient) - place.Point;
            if (halvings == 60 || (step.Norm() <= radius && Decrease(step) >= -0.1 * Gradient.Dot(step))) return step;
            length /= 2;
        }
    }

    /// <summary>The minimum over some coordinates within a radius, by the eigenvalues of their part of the Hessian.</summary>
    private Minimum Within(List<int> free, Vector gradient, double radius)
    {
        var (n, m) = (Gradient.Count, free.Count);
        var part = new QuadraticModel(gradient, Vector.Init(m * m, k => Hessian[free[k / m] * n + free[k % m]]));
        if (part.WholeMinimum() is { } whole && whole.Step.Norm() <= radius) return whole;
        var known = new Eigenvalues(part);
        var shift = OnBoundary(known, radius, out var parts);
        return new(known.Step(parts, shift), false, 0);
    }

    /// <summary>
    /// The minimum of the whole model; null if there is none. What is rounding is judged with a diagonal of ones, so that steep coordinates
    /// do not hide the curvature of others.
    /// </summary>
    private Minimum? WholeMinimum()
    {
        var n = Gradient.Count;
        var sizes = Vector.Init(n, i => Hessian[i * n + i] is > 0 and var element ? Math.Sqrt(element) : 1);
        var even = Vector.Init(n * n, k => Hessian[k] / sizes[k / n] / sizes[k % n]);
        // Without negative curvature no element is larger than those of the diagonal.
        foreach (var element in even)
            if (!(Math.Abs(element) <= 1.1)) return null;
        var known = new Eigenvalues(new QuadraticModel(Gradient.Over(sizes), even));
        var step = known.At(0);
        return known.Lowest >= 0 && Array.TrueForAll(step, double.IsFinite)
            ? new Minimum(known.Step(step, 0).Over(sizes), true, known.Lost.Times(sizes).Norm())
            : null;
    }

    /// <summary>The step to the boundary: the shift that makes it as long as the radius (Conn, Gould and Toint 2000, alg. 7.3.4).</summary>
    private static double OnBoundary(Eigenvalues known, double radius, out double[] step)
    {
        var (values, along, lowest) = (known.Values, known.Along, known.Lowest);
        var least = Math.Max(0, -lowest);
        var low = least;
        var high = least + Length(along) / radius;
        // The hard case: no gradient along the lowest curvature, and what there is elsewhere does not reach the boundary.
        var bottom = Array.IndexOf(values, lowest);
        var near = least + Math.Max(1e-12 * Math.Max(least, high), 1e-300);
        step = known.At(near);
        if (Length(step) <= radius)
        {
            if (lowest >= 0) return near;
            var rest = step[bottom];
            step[bottom] = 0;
            var reach = Math.Sqrt(Math.Max(0, radius * radius - Length(step) * Length(step)));
            step[bottom] = rest < 0 ? -reach : reach;
            return near;
        }
        low = near;
        var shift = Math.Max(low, Math.Sqrt(low * high));
        for (var i = 0; i < 100; i++)
        {
            step = known.At(shift);
            var length = Length(step);
            if (Math.Abs(length - radius) <= 1e-10 * radius) break;
            if (length > radius) low = shift;
            else high = shift;
            // Newton's method on 1/‖p‖ − 1/Δ, within the interval.
            var slope = 0.0;
            for (var k = 0; k < step.Length; k++)
                if (along[k] != 0) slope += step[k] * step[k] / (values[k] + shift);
            shift += length * length / slope * (length - radius) / radius;
            if (!(shift > low && shift < high)) shift = low + 0.5 * (high - low);
        }
        return shift;
    }

    private static double Length(double[] step) => Vector.Copy(step).Norm();
}
