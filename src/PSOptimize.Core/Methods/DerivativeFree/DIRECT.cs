using System.Numerics.Tensors;
using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;
using Interruption = PSOptimize.Differentiation.Interruption;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Dividing rectangles: the box is cut into rectangles with a value at the centre of each. In each iteration those are divided that would
/// hold the lowest value for some slope of the function: the lowest of each size, if it is on the convex hull.
/// </summary>
/// <remarks>
/// <para>
/// Jones, Perttunen and Stuckman 1993, "Lipschitzian optimization without the Lipschitz constant", §4; with <see cref="LocallyBiased"/>
/// Gablonsky and Kelley 2001, "A locally-biased form of the DIRECT algorithm", where the size of a rectangle is its longest side and not
/// its diagonal. It uses no chance and comes to every minimum in the end.
/// </para>
/// <para>
/// It ends by itself once the rectangle of the lowest value is small (<see cref="Tolerance"/>). Values alone do not show that a minimum
/// lies in it, so that this is <c>Stalled: Side</c>; a local method from there will tell. With <see cref="MaxRectangles"/> the budget is
/// exhausted.
/// </para>
/// <para>
/// Differs from the papers: of rectangles of one size and value the first alone is divided; the least gain that is worth a division is
/// a share of the decrease so far and not of the value, so that a constant in the value changes nothing (the aim of Finkel and Kelley 2006,
/// "Additive scaling and the DIRECT algorithm"); the start is evaluated too. Without bounds the box lies around the start.
/// </para>
/// </remarks>
/// <example><code>Optimizer.Run(Problem.Of(objective).KeptWithin(Box.Of(-5, 5)), new DIRECT(), start)</code></example>
[About("divide the rectangles that some slope makes the most promising", "Jones, Perttunen and Stuckman 1993; Gablonsky and Kelley 2001",
    Use = "values alone, a box of few coordinates, many valleys; no chance")]
public sealed record DIRECT : DerivativeFreeMethod<DIRECTMemory>
{
    // The numbers that all rectangles together may hold by default.
    private const int MostNumbers = 1 << 22;

    /// <summary>ε at least 0, default 1e-12: the least gain for which a small rectangle is divided, as a share of the decrease.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); } = 1e-12;

    /// <summary>Whether the size of a rectangle is its longest side, which searches less widely, default no.</summary>
    public bool LocallyBiased { get; init; }

    /// <summary>In (0, 1), default 1e-7: the longest side, in widths of the box, at which the lowest rectangle ends the run.</summary>
    [OpenFraction] public double Tolerance { get; init => field = Checked(value); } = 1e-7;

    /// <summary>The most rectangles, at least 1; default 20,000, fewer in more than 100 coordinates.</summary>
    [AtLeast(1)] public int? MaxRectangles { get; init => field = Checked(value); }

    /// <summary>How far the box reaches from the start where there are no bounds, above 0, default 10, in sizes at the start.</summary>
    [Positive] public double Reach { get; init => field = Checked(value); } = 10;

    /// <inheritdoc/>
    public override bool EndsByItself => true;

    /// <inheritdoc/>
    protected internal override Outcome? Verdict(DIRECTMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var most = MaxRectangles ?? Math.Min(20_000, MostNumbers / (2 * memory.Point.Count) + 1);
        if (memory.Side > Tolerance && memory.Values.Count < most) return null;
        var rule = nameof(memory.Side);
        return !(memory.Value < memory.FirstValue) ? Restarts.Contracted(memory, rule, memory.Side, Tolerance)
            : memory.Side > Tolerance ? new Outcome.BudgetExhausted("Rectangles", memory.Values.Count, most)
            : new Outcome.Stalled(rule, memory.Side, Tolerance)
            {
                Detail = "the rectangle of the lowest value is small; a local method from there shows whether it is a minimum",
            };
    }

    /// <inheritdoc/>
    protected internal override DIRECTMemory First(Vector point, Key key, Region region)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(region);
        var box = region.Finite(point, Reach);
        return new DIRECTMemory(point, key) { Trials = VectorList.Of(point, region.Project(box.Lower + 0.5 * box.Width)) };
    }

    /// <inheritdoc/>
    protected internal override DIRECTMemory Next(DIRECTMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(region);
        var n = memory.Point.Count;
        var best = Array.IndexOf(values, values.Min());
        var isFirst = memory.Step == 0;
        if (isFirst || values[best] < memory.Value) memory = memory with { Point = memory.Trials[best], Value = values[best] };
        memory = isFirst
            ? memory with { Centres = Vector.Repeat(n, 0.5), Cuts = Vector.Zero(n), Values = Vector.Create(values[1]) }
            : Cut(memory, values, n);
        return Proposed(memory, n, region.Finite(memory.Start, Reach), region);
    }

    /// <summary>
    /// The memory after the rectangles of the trials were divided, each along its longest sides, first where values are lowest.
    /// </summary>
    private static DIRECTMemory Cut(DIRECTMemory memory, double[] values, int n)
    {
        var count = memory.Values.Count;
        var (centres, cuts) = (new double[n * (count + values.Length)], new double[n * (count + values.Length)]);
        memory.Centres.AsSpan().CopyTo(centres);
        memory.Cuts.AsSpan().CopyTo(cuts);
        var (heights, first) = (new List<double>(memory.Values.ToArray()), 0);
        foreach (var index in memory.Divided.AsSeq().Select(number => (int)number))
        {
            Interruption.Current.ThrowIfRequested();
            var sides = Longest(memory.Cuts, index, n);
            var centre = centres.AsSpan(index * n, n);
            var own = cuts.AsSpan(index * n, n);
            foreach (var k in Enumerable.Range(0, sides.Count).OrderBy(k => Math.Min(values[first + 2 * k], values[first + 2 * k + 1])))
            {
                var third = Third(own[sides[k]]);
                own[sides[k]]++;
                for (var part = 0; part < 2; part++)
                {
                    var place = heights.Count * n;
                    centre.CopyTo(centres.AsSpan(place));
                    own.CopyTo(cuts.AsSpan(place));
                    centres[place + sides[k]] += part == 0 ? third : -third;
                    heights.Add(values[first + 2 * k + part]);
                }
            }
            first += 2 * sides.Count;
        }
        return memory with { Centres = Vector.Create(centres), Cuts = Vector.Create(cuts), Values = Vector.OfSeq(heights) };
    }

    /// <summary>A third of a side that has been cut so often.</summary>
    private static double Third(double cuts) => Math.Pow(3, -1 - cuts);

    /// <summary>The sides of a rectangle that have been cut least often.</summary>
    internal static List<int> Longest(Vector cuts, int index, int n)
    {
        var own = cuts.AsSpan().Slice(index * n, n);
        var least = double.PositiveInfinity;
        foreach (var count in own) least = Math.Min(least, count);
        var result = new List<int>();
        for (var i = 0; i < n; i++)
            if (own[i] == least) result.Add(i);
        return result;
    }

    /// <summary>The memory with the trials that divide the most promising rectangles.</summary>
    private DIRECTMemory Proposed(DIRECTMemory memory, int n, Box box, Region region)
    {
        var chosen = Promising(memory, n);
        var trials = new List<Vector>();
        foreach (var index in chosen)
            foreach (var side in Longest(memory.Cuts, index, n))
                foreach (var sign in (int[])[1, -1])
                {
                    var centre = memory.Centres.Slice(index * n, n);
                    var moved = centre.WithElement(side, centre[side] + sign * Third(memory.Cuts[index * n + side]));
                    trials.Add(region.Project(box.Lower + box.Width.Times(moved)));
                }
        var lowest = memory.Values.AsSpan().IndexOf(TensorPrimitives.Min(memory.Values.AsSpan()));
        var longest = 3 * Third(TensorPrimitives.Min(memory.Cuts.AsSpan().Slice(lowest * n, n)));
        return memory with
        {
            Divided = Vector.OfSeq(chosen.Select(index => (double)index)),
            Trials = VectorList.OfSeq(trials),
            Side = longest,
            LearningRate = longest,
        };
    }

    /// <summary>The rectangles on the lower right of the convex hull of size and value, the smallest first.</summary>
    private List<int> Promising(DIRECTMemory memory, int n)
    {
        var values = memory.Values.ToArray();
        var high = values.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        double Height(int index) => double.IsFinite(values[index]) ? values[index] : high;

        // The lowest of each size. Sides of a rectangle differ by one cut at most, so that all cuts together say its size.
        var lowestOf = new Dictionary<double, int>();
        for (var index = 0; index < values.Length; index++)
        {
            var own = memory.Cuts.AsSpan().Slice(index * n, n);
            var cuts = LocallyBiased ? TensorPrimitives.Min(own) : TensorPrimitives.Sum(own);
            if (!lowestOf.TryGetValue(cuts, out var other) || Height(index) < Height(other)) lowestOf[cuts] = index;
        }
        var lowest = lowestOf.Values.Select(index => (Size: Size(memory.Cuts, index, n), Index: index))
            .OrderBy(one => one.Size).ToList();
        var hull = new List<(double Size, int Index)>();
        foreach (var one in lowest)
        {
            // What is no lower than a larger one, or above the line between its neighbours, is best for no slope.
            while (hull.Count > 0 && (Height(hull[^1].Index) >= Height(one.Index)
                || (hull.Count > 1 && Slope(hull[^2], hull[^1]) >= Slope(hull[^1], one)))) hull.RemoveAt(hull.Count - 1);
            hull.Add(one);
        }
        var low = Height(hull[0].Index);
        var worth = low - Epsilon * Math.Max(0, memory.FirstValue - low);
        return [.. hull.Where((one, i) => i == hull.Count - 1 || Height(one.Index) - Slope(one, hull[i + 1]) * one.Size <= worth)
            .Select(one => one.Index)];

        double Slope((double Size, int Index) one, (double Size, int Index) other) =>
            (Height(other.Index) - Height(one.Index)) / (other.Size - one.Size);
    }

    private double Size(Vector cuts, int index, int n)
    {
        double longest = 0, squares = 0;
        foreach (var count in cuts.AsSpan().Slice(index * n, n))
        {
            var side = Math.Pow(3, -count);
            longest = Math.Max(longest, side);
            squares += side * side;
        }
        return LocallyBiased ? longest : Math.Sqrt(squares);
    }
}
