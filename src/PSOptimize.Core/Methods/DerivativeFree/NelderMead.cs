using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// The simplex of Nelder and Mead: the worst of n + 1 vertices is reflected at the centroid of the others, and expanded,
/// contracted or the whole simplex shrunk as the values tell.
/// </summary>
/// <remarks>
/// Nelder and Mead 1965, "A simplex method for function minimization"; the coefficients depend on n as in Gao and Han 2012,
/// "Implementing the Nelder-Mead simplex algorithm with adaptive parameters", eq. 4.1, and with n = 2 are the classical ones.
/// Differs from the papers: trials are clipped to the bounds, and a simplex that has become too small is built anew around
/// its best vertex (in the manner of Kelley 1999).
/// </remarks>
/// <example><code>Optimizer.Run(objective, new NelderMead(), start)</code></example>
[About("reflect the worst vertex at the centroid; expand, contract or shrink", "Nelder and Mead 1965; Gao and Han 2012, eq. 4.1")]
public sealed record NelderMead : DerivativeFreeMethod<NelderMeadState>
{
    /// <summary>The edge of a new simplex > 0, default 0.1, in widths of the bounds.</summary>
    public double Size { get; init => field = Require.Positive(value); } = 0.1;

    /// <summary>Whether the coefficients depend on the dimension (Gao and Han), default yes; else 1, 2, ½ and ½.</summary>
    public bool Adaptive { get; init; } = true;

    /// <summary>The simplex is built anew once all its edges at the best vertex are at most this share of <see cref="Size"/>, default 1e-9; 0 never does.</summary>
    public double RestartBelow { get; init => field = Require.Fraction(value); } = 1e-9;

    /// <inheritdoc/>
    protected override NelderMeadState First(Vector point, Key key) => new(point, key) { Trials = Simplex(point, Size) };

    /// <inheritdoc/>
    protected override NelderMeadState Next(NelderMeadState state, double[] values)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(values);
        var trials = state.Trials.AsSeq();
        var n = state.Point.Count;
        var worst = state.Move == SimplexMove.Build ? double.NaN : state.Values[n];
        return state.Move switch
        {
            SimplexMove.Build => Sorted(state, trials, values),
            SimplexMove.Shrink => Sorted(state, [state.Vertices[0], .. trials], [state.Values[0], .. values]),
            SimplexMove.Reflect when values[0] < state.Values[0] => Propose(state, SimplexMove.Expand, Expansion(n), values[0]),
            SimplexMove.Reflect when values[0] < state.Values[n - 1] => Replace(state, state.Trials[0], values[0]),
            SimplexMove.Reflect when values[0] < worst => Propose(state, SimplexMove.ContractOutside, Contraction(n), values[0]),
            SimplexMove.Reflect => Propose(state, SimplexMove.ContractInside, -Contraction(n), values[0]),
            SimplexMove.Expand when values[0] < state.ReflectionValue => Replace(state, state.Trials[0], values[0]),
            SimplexMove.Expand => Replace(state, state.Reflection, state.ReflectionValue),
            SimplexMove.ContractOutside when values[0] <= state.ReflectionValue => Replace(state, state.Trials[0], values[0]),
            SimplexMove.ContractInside when values[0] < worst => Replace(state, state.Trials[0], values[0]),
            _ => Shrink(state),
        };
    }

    private double Expansion(int n) => Adaptive && n > 1 ? 1 + 2.0 / n : 2;

    private double Contraction(int n) => Adaptive && n > 1 ? 0.75 - 0.5 / n : 0.5;

    private double Shrinkage(int n) => Adaptive && n > 1 ? 1 - 1.0 / n : 0.5;

    /// <summary>The point and n more, one moved along each coordinate, away from a bound that is too near.</summary>
    private VectorList Simplex(Vector point, double size)
    {
        var box = Bounds.For(point.Count);
        var units = Units(point.Count);
        return VectorList.OfSeq([point, .. Enumerable.Range(0, point.Count).Select(i =>
        {
            var up = Math.Min(point[i] + size * units[i], box.Upper[i]);
            var down = Math.Max(point[i] - size * units[i], box.Lower[i]);
            return point.WithElement(i, up - point[i] >= point[i] - down ? up : down);
        })]);
    }

    private NelderMeadState Replace(NelderMeadState state, Vector vertex, double value) =>
        Sorted(state, [.. state.Vertices.AsSeq().SkipLast(1), vertex], [.. state.Values.AsSpan()[..^1], value]);

    /// <summary>The simplex of these vertices, about to be reflected, or built anew where it has become too small.</summary>
    private NelderMeadState Sorted(NelderMeadState state, IEnumerable<Vector> vertices, double[] values)
    {
        // A stable sort: of equal vertices, the older one counts as better.
        var order = vertices.Zip(values).OrderBy(pair => pair.Second).ToArray();
        var next = state with
        {
            Vertices = VectorList.OfSeq(order.Select(pair => pair.First)),
            Values = Vector.OfSeq(order.Select(pair => pair.Second)),
            Point = order[0].First,
            Value = order[0].Second,
            LearningRate = Extent(order.Select(pair => pair.First)),
        };
        if (next.LearningRate > RestartBelow * Size) return Propose(next, SimplexMove.Reflect, 1, double.NaN);
        return next with
        {
            Move = SimplexMove.Build,
            Restarts = state.Restarts + 1,
            Trials = Simplex(next.Point, (state.Restarts & 1) == 0 ? Size : 0.1 * Size),
            Reflection = Vector.Empty,
            ReflectionValue = double.NaN,
        };
    }

    /// <summary>The longest edge at the best vertex, in units, by the largest coordinate.</summary>
    private double Extent(IEnumerable<Vector> vertices)
    {
        var best = vertices.First();
        var units = Units(best.Count);
        return vertices.Max(vertex => (vertex - best).Over(units).AsSeq().Max(Math.Abs));
    }

    /// <summary>Proposes <c>c + t(c − worst)</c>, c the centroid of all vertices but the worst.</summary>
    private NelderMeadState Propose(NelderMeadState state, SimplexMove move, double t, double reflected)
    {
        var n = state.Point.Count;
        var centroid = state.Vertices.AsSeq().Take(n).Aggregate((sum, vertex) => sum + vertex) / n;
        return state with
        {
            Move = move,
            Reflection = move == SimplexMove.Reflect ? Vector.Empty : state.Trials[0],
            ReflectionValue = reflected,
            Trials = VectorList.Of(Bounds.Project(centroid + t * (centroid - state.Vertices[n]))),
        };
    }

    private NelderMeadState Shrink(NelderMeadState state)
    {
        var best = state.Vertices[0];
        var share = Shrinkage(best.Count);
        return state with
        {
            Move = SimplexMove.Shrink,
            Reflection = Vector.Empty,
            ReflectionValue = double.NaN,
            Trials = VectorList.OfSeq(state.Vertices.AsSeq().Skip(1).Select(vertex => best + share * (vertex - best))),
        };
    }
}
