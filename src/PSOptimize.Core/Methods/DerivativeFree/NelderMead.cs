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
/// its best vertex, on one side of it and on the other (in the manner of Kelley 1999), until that brings nothing better.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new NelderMead(), start)</code></example>
[About("reflect the worst vertex at the centroid; expand, contract or shrink", "Nelder and Mead 1965; Gao and Han 2012, eq. 4.1",
    Use = "values alone, few coordinates, kinks, a little noise")]
public sealed record NelderMead() : RestartingMethod<NelderMeadMemory>(1e-9, 2)
{
    /// <summary>The edge of a new simplex > 0, default 0.1, in widths of the bounds, or in sizes at the start.</summary>
    [Positive] public double Size { get; init => field = Checked(value); } = 0.1;

    /// <summary>Whether the coefficients depend on the dimension (Gao and Han), default yes; else 1, 2, ½ and ½.</summary>
    public bool Adaptive { get; init; } = true;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => (double)dimension * dimension;

    /// <inheritdoc/>
    protected internal override NelderMeadMemory First(Vector point, Key key, Region region) =>
        new(point, key) { Trials = Simplex(point, Size, region) };

    /// <inheritdoc/>
    protected internal override NelderMeadMemory Next(NelderMeadMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        var trials = memory.Trials.AsSeq();
        var n = memory.Point.Count;
        var worst = memory.Move == SimplexMove.Build ? double.NaN : memory.Values[n];
        return memory.Move switch
        {
            SimplexMove.Build => Sorted(memory, trials, values, region),
            SimplexMove.Shrink => Sorted(memory, [memory.Vertices[0], .. trials], [memory.Values[0], .. values], region),
            SimplexMove.Reflect when values[0] < memory.Values[0] => Propose(memory, SimplexMove.Expand, Expansion(n), values[0], region),
            SimplexMove.Reflect when values[0] < memory.Values[n - 1] => Replace(memory, memory.Trials[0], values[0], region),
            SimplexMove.Reflect when values[0] < worst => Propose(memory, SimplexMove.ContractOutside, Contraction(n), values[0], region),
            SimplexMove.Reflect => Propose(memory, SimplexMove.ContractInside, -Contraction(n), values[0], region),
            SimplexMove.Expand when values[0] < memory.ReflectionValue => Replace(memory, memory.Trials[0], values[0], region),
            SimplexMove.Expand => Replace(memory, memory.Reflection, memory.ReflectionValue, region),
            SimplexMove.ContractOutside when values[0] <= memory.ReflectionValue => Replace(memory, memory.Trials[0], values[0], region),
            SimplexMove.ContractInside when values[0] < worst => Replace(memory, memory.Trials[0], values[0], region),
            _ => Shrink(memory),
        };
    }

    /// <summary>A trial that another one follows is part of an iteration.</summary>
    /// <param name="memory">A memory of this method.</param>
    protected internal override bool EndsIteration(NelderMeadMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return memory.Move is SimplexMove.Reflect or SimplexMove.Build;
    }

    private double Expansion(int n) => Adaptive && n > 1 ? 1 + 2.0 / n : 2;

    private double Contraction(int n) => Adaptive && n > 1 ? 0.75 - 0.5 / n : 0.5;

    private double Shrinkage(int n) => Adaptive && n > 1 ? 1 - 1.0 / n : 0.5;

    /// <summary>The point and n more, one moved along each coordinate, away from a bound that is too near.</summary>
    private static VectorList Simplex(Vector point, double size, Region region)
    {
        var box = region.Bounds.ForDimension(point.Count);
        return VectorList.OfSeq([point, .. Enumerable.Range(0, point.Count).Select(i =>
        {
            var (length, up, down) = (Math.Abs(size) * region.Units[i], box.Upper[i] - point[i], point[i] - box.Lower[i]);
            var (ahead, behind) = size > 0 ? (up, down) : (down, up);
            var side = ahead >= length || ahead >= behind ? Math.Sign(size) : -Math.Sign(size);
            return region.Project(point.WithElement(i, point[i] + side * length));
        })]);
    }

    private NelderMeadMemory Replace(NelderMeadMemory memory, Vector vertex, double value, Region region) =>
        Sorted(memory, [.. memory.Vertices.AsSeq().SkipLast(1), vertex], [.. memory.Values.AsSpan()[..^1], value], region);

    /// <summary>The simplex of these vertices, about to be reflected, or built anew where it has become too small.</summary>
    private NelderMeadMemory Sorted(NelderMeadMemory memory, IEnumerable<Vector> vertices, double[] values, Region region)
    {
        // A stable sort: of equal vertices, the older one counts as better.
        var order = vertices.Zip(values).OrderBy(pair => pair.Second).ToArray();
        var next = memory with
        {
            Vertices = VectorList.OfSeq(order.Select(pair => pair.First)),
            Values = Vector.OfSeq(order.Select(pair => pair.Second)),
            Point = order[0].First,
            Value = order[0].Second,
            LearningRate = Extent(order[0].First, order.Select(pair => pair.First), region),
        };
        if (next.LearningRate > RestartBelow * Size && !IsRounding(next.Value, order[^1].Second))
            return Propose(next, SimplexMove.Reflect, 1, double.NaN, region);
        next = Counted(next);
        return next with
        {
            Move = SimplexMove.Build,
            Trials = Simplex(next.Point, (next.Restarts & 1) == 0 ? 0.01 * Size : -Size, region),
            Reflection = Vector.Empty,
            ReflectionValue = double.NaN,
        };
    }

    /// <summary>Proposes <c>c + t(c − worst)</c>, c the centroid of all vertices but the worst.</summary>
    private static NelderMeadMemory Propose(NelderMeadMemory memory, SimplexMove move, double t, double reflected, Region region)
    {
        var n = memory.Point.Count;
        var centroid = memory.Vertices.AsSeq().Take(n).Aggregate((sum, vertex) => sum + vertex) / n;
        return memory with
        {
            Move = move,
            Reflection = move == SimplexMove.Reflect ? Vector.Empty : memory.Trials[0],
            ReflectionValue = reflected,
            Trials = VectorList.Of(region.Project(centroid + t * (centroid - memory.Vertices[n]))),
        };
    }

    private NelderMeadMemory Shrink(NelderMeadMemory memory)
    {
        var best = memory.Vertices[0];
        var share = Shrinkage(best.Count);
        return memory with
        {
            Move = SimplexMove.Shrink,
            Reflection = Vector.Empty,
            ReflectionValue = double.NaN,
            Trials = VectorList.OfSeq(memory.Vertices.AsSeq().Skip(1).Select(vertex => best + share * (vertex - best))),
        };
    }
}
