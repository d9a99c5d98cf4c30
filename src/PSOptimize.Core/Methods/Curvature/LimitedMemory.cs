using MathNet.Numerics.LinearAlgebra;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods.Curvature;

/// <summary>The last m steps and changes of the gradient, from which the inverse of the Hessian follows.</summary>
internal sealed class LimitedMemory(int memory) : Descent
{
    public override IReadOnlyList<string> Names { get; } = ["Steps", "Changes"];

    public override bool Allows(Vector[] known, int dimension) => known[0].Count % dimension == 0 && known[1].Count == known[0].Count
        && Pieces(known[0], dimension).Zip(Pieces(known[1], dimension), HasCurvature).All(has => has);

    public override Vector[] After(Vector[] known, Vector step, Vector change)
    {
        if (!HasCurvature(step, change)) return known;
        return [Appended(known[0], step), Appended(known[1], change)];
    }

    public override Vector Step(Vector[] known, Place place)
    {
        var n = place.Point.Count;
        var (steps, changes) = (Pieces(known[0], n), Pieces(known[1], n));
        return place.Lower is null ? -Inverse(steps, changes, place.Gradient) : Boxed(steps, changes, place);
    }

    /// <summary>
    /// Whether something can be learnt from a step: without curvature along it, or where that overflows or vanishes, nothing.
    /// </summary>
    private static bool HasCurvature(Vector step, Vector change) => (step.Dot(change), change.Dot(change)) is var (curvature, square)
        && square > 0 && curvature > 2.2e-16 * square && double.IsFinite(curvature);

    private Vector Appended(Vector all, Vector next)
    {
        var n = next.Count;
        var from = all.Count / n >= memory ? (all.Count / n - memory + 1) * n : 0;
        return Vector.Create([.. all.AsSpan()[from..], .. next.AsSpan()]);
    }

    private static Vector[] Pieces(Vector all, int n) => [.. Enumerable.Range(0, all.Count / n).Select(i => all.Slice(i * n, n))];

    /// <summary>The two-loop recursion: Nocedal and Wright 2006, alg. 7.4, with γ of eq. 7.20.</summary>
    private static Vector Inverse(Vector[] steps, Vector[] changes, Vector gradient)
    {
        var result = gradient;
        var shares = new double[steps.Length];
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            shares[i] = steps[i].Dot(result) / steps[i].Dot(changes[i]);
            result -= shares[i] * changes[i];
        }
        result = steps[^1].Dot(changes[^1]) / changes[^1].Dot(changes[^1]) * result;
        for (var i = 0; i < steps.Length; i++)
            result += (shares[i] - changes[i].Dot(result) / steps[i].Dot(changes[i])) * steps[i];
        return result;
    }

    /// <summary>
    /// The way to the minimum of the quadratic model within the bounds that the generalised Cauchy point leaves free: Byrd, Lu, Nocedal and
    /// Zhu 1995, with the projection of Morales and Nocedal 2011.
    /// </summary>
    private static Vector Boxed(Vector[] steps, Vector[] changes, Place place)
    {
        var (n, k) = (place.Point.Count, steps.Length);
        var (x, gradient, lower, upper) = (place.Point.ToArray(), place.Gradient.ToArray(), place.Lower!.ToArray(), place.Upper!.ToArray());
        var theta = changes[^1].Dot(changes[^1]) / steps[^1].Dot(changes[^1]);
        // B = θI − W M Wᵀ with W = [Y θS], eq. 3.2 to 3.4.
        var w = Matrix<double>.Build.Dense(n, 2 * k, (i, j) => j < k ? changes[j][i] : theta * steps[j - k][i]);
        var middle = Matrix<double>.Build.Dense(2 * k, 2 * k, (i, j) => (i < k, j < k) switch
        {
            (true, true) => i == j ? -steps[i].Dot(changes[i]) : 0,
            (false, false) => theta * steps[i - k].Dot(steps[j - k]),
            (false, true) => i - k > j ? steps[i - k].Dot(changes[j]) : 0,
            (true, false) => j - k > i ? steps[j - k].Dot(changes[i]) : 0,
        });
        var m = middle.Inverse();

        // The generalised Cauchy point, alg. CP: the first minimum of the model along the projected gradient.
        var breaks = new double[n];
        var (direction, cauchy) = (new double[n], (double[])x.Clone());
        for (var i = 0; i < n; i++)
        {
            breaks[i] = gradient[i] < 0 ? (x[i] - upper[i]) / gradient[i]
                : gradient[i] > 0 ? (x[i] - lower[i]) / gradient[i]
                : double.PositiveInfinity;
            direction[i] = breaks[i] > 0 ? -gradient[i] : 0;
        }
        var p = w.TransposeThisAndMultiply(Vector<double>.Build.Dense(direction));
        var c = Vector<double>.Build.Dense(2 * k);
        var slope = -direction.Sum(element => element * element);
        if (slope == 0) return Vector.Zero(n);
        var first = -slope;
        var curvature = theta * first - p.DotProduct(m * p);
        var (time, best) = (0.0, -slope / curvature);
        foreach (var i in Enumerable.Range(0, n).Where(i => breaks[i] > 0 && double.IsFinite(breaks[i])).OrderBy(i => breaks[i]))
        {
            var passed = breaks[i] - time;
            if (!(best >= passed)) break;
            cauchy[i] = direction[i] > 0 ? upper[i] : lower[i];
            var moved = cauchy[i] - x[i];
            c += passed * p;
            var row = w.Row(i);
            var mRow = m * row;
            slope += passed * curvature + gradient[i] * gradient[i] + theta * gradient[i] * moved - gradient[i] * mRow.DotProduct(c);
            curvature += -theta * gradient[i] * gradient[i] - 2 * gradient[i] * mRow.DotProduct(p)
                - gradient[i] * gradient[i] * mRow.DotProduct(row);
            curvature = Math.Max(curvature, 2.2e-16 * theta * first);
            p += gradient[i] * row;
            direction[i] = 0;
            (best, time) = (-slope / curvature, breaks[i]);
        }
        best = Math.Max(best, 0);
        c += best * p;
        for (var i = 0; i < n; i++)
            if (direction[i] != 0) cauchy[i] = x[i] + (time + best) * direction[i];

        // The minimum of the model over the free coordinates, the direct primal method.
        int[] free = [.. Enumerable.Range(0, n).Where(i => direction[i] != 0)];
        if (free.Length > 0)
        {
            var mc = m * c;
            var rest = Vector<double>.Build.Dense(free.Length, j =>
                gradient[free[j]] + theta * (cauchy[free[j]] - x[free[j]]) - w.Row(free[j]).DotProduct(mc));
            var wFree = Matrix<double>.Build.Dense(free.Length, 2 * k, (i, j) => w[free[i], j]);
            var small = Matrix<double>.Build.DenseIdentity(2 * k) - m * wFree.TransposeThisAndMultiply(wFree) / theta;
            var v = small.Solve(m * wFree.TransposeThisAndMultiply(rest));
            var move = -(rest + wFree * v / theta) / theta;
            var projected = (double[])cauchy.Clone();
            for (var j = 0; j < free.Length; j++)
                projected[free[j]] = Math.Clamp(cauchy[free[j]] + move[j], lower[free[j]], upper[free[j]]);
            var along = 0.0;
            for (var i = 0; i < n; i++) along += gradient[i] * (projected[i] - x[i]);
            if (along < 0) cauchy = projected;
            else
            {
                var share = 1.0;
                for (var j = 0; j < free.Length; j++)
                {
                    var room = move[j] > 0 ? upper[free[j]] - cauchy[free[j]] : lower[free[j]] - cauchy[free[j]];
                    if (Math.Abs(move[j]) > Math.Abs(room)) share = Math.Min(share, room / move[j]);
                }
                for (var j = 0; j < free.Length; j++) cauchy[free[j]] += share * move[j];
            }
        }
        return Vector.Create(cauchy) - place.Point;
    }
}
