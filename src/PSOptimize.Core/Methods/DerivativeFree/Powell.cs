using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;
using Interruption = PSOptimize.Differentiation.Interruption;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Powell's conjugate directions: a sweep searches along n lines, one after the other; the way of the whole sweep then takes the place of
/// the direction of the largest decrease, if that leaves the directions independent.
/// </summary>
/// <remarks>
/// Powell 1964, "An efficient method for finding the minimum of a function of several variables without calculating derivatives", §3 to 5.
/// The lines are searched by <see cref="Brent"/>'s method. Differs from the paper: lines end at the bounds; a sweep that comes to nothing
/// is followed by one along the coordinates, until that brings nothing better. If values still differ widely as near as lines are searched,
/// since a coordinate is far smaller than at the start, a run has <c>Stalled</c>.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Powell(), start)</code></example>
[About("lines along n directions, which become conjugate", "Powell 1964; Brent 1973",
    Use = "values alone, smooth, few coordinates: to compare with QuadraticInterpolation, which takes fewer evaluations")]
public sealed record Powell() : RestartingMethod<PowellMemory>(1e-7, 1)
{
    // Of a line in the memory.
    internal const int Numbers = 12;

    // How far the values nearest to a minimum may lie above it, as a share of the decrease so far.
    private const double Even = 1e-8;

    /// <summary>The first scale of a line > 0, default 0.1, in widths of the bounds, or in sizes at the start.</summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 0.1;

    /// <summary>In (0, 1), default 0.01: how exactly the minimum of a line is found, relative to how far it is.</summary>
    [OpenFraction] public double Tolerance { get; init => field = Checked(value); } = 0.01;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => (double)dimension * dimension;

    /// <inheritdoc/>
    protected internal override PowellMemory First(Vector point, Key key, Region region) => new(point, key) { Length = Radius };

    /// <inheritdoc/>
    protected internal override Outcome? Verdict(PowellMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var falls = memory.Line.Count > 0 ? Searching.Verdict(LineOf(memory)) as Outcome.Failed : null;
        return falls ?? base.Verdict(memory);
    }

    /// <summary>A line is an iteration.</summary>
    /// <param name="memory">A memory of this method.</param>
    protected internal override bool EndsIteration(PowellMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return memory.Taken == 0;
    }

    /// <inheritdoc/>
    protected internal override PowellMemory Next(PowellMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(region);
        Interruption.Current.ThrowIfRequested();
        var n = memory.Point.Count;
        if (memory.Step == 0) return Swept(memory with { Value = values[0], Directions = Coordinates(n) }, region);
        if (memory.Index == n) return Beyond(memory, values[0], region);
        var line = Searching.Next(LineOf(memory), values, OfLine(memory, region));
        return Along(memory with { Line = NumbersOf(line), Taken = memory.Taken + 1 }, region);
    }

    private Brent Searching => new() { Tolerance = Tolerance, Radius = 1 };

    private static Vector Coordinates(int n) => Vector.Init(n * n, k => k / n == k % n ? 1 : 0);

    private static Vector NumbersOf(LineMemory line) => Vector.Create(
        line.Point[0], line.Value, line.Lower, line.Upper, line.Reach, line.Second, line.SecondValue, line.Third, line.ThirdValue,
        line.Move, line.EarlierMove, line.Trials[0][0]);

    private static LineMemory LineOf(PowellMemory memory)
    {
        var numbers = memory.Line;
        return new LineMemory([numbers[0]], memory.Key)
        {
            Step = memory.Step,
            Units = [memory.Length],
            Value = numbers[1],
            Lower = numbers[2],
            Upper = numbers[3],
            Reach = numbers[4],
            Second = numbers[5],
            SecondValue = numbers[6],
            Third = numbers[7],
            ThirdValue = numbers[8],
            Move = numbers[9],
            EarlierMove = numbers[10],
            Trials = VectorList.Of([numbers[11]]),
        };
    }

    /// <summary>The direction of the present line, in the coordinates of the problem.</summary>
    private static Vector DirectionOf(PowellMemory memory, Region region)
    {
        var n = memory.Point.Count;
        var index = memory.Index > n ? memory.LargestIndex : memory.Index;
        return region.Units.Times(memory.Directions.Slice(index * n, n));
    }

    /// <summary>The present line as a region of one coordinate.</summary>
    private static Region OfLine(PowellMemory memory, Region region)
    {
        var (box, direction) = (region.Bounds.ForDimension(memory.Point.Count), DirectionOf(memory, region));
        var (lower, upper) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var i = 0; i < direction.Count; i++)
        {
            if (direction[i] == 0) continue;
            var (one, other) = ((box.Lower[i] - memory.Point[i]) / direction[i], (box.Upper[i] - memory.Point[i]) / direction[i]);
            (lower, upper) = (Math.Max(lower, Math.Min(one, other)), Math.Min(upper, Math.Max(one, other)));
        }
        return Region.Measured(new Box([Math.Min(0, lower)], [Math.Max(0, upper)]), [memory.Length]);
    }

    /// <summary>The memory that begins a sweep from where it stands.</summary>
    private PowellMemory Swept(PowellMemory memory, Region region) => Begun(memory with
    {
        From = memory.Point,
        FromValue = memory.Value,
        Index = 0,
        Largest = 0,
        LargestIndex = 0,
        Spread = 0,
        LearningRate = memory.Length,
    }, region);

    /// <summary>The memory that begins the present line. It has a trial even without room, so that every sweep takes time.</summary>
    private PowellMemory Begun(PowellMemory memory, Region region)
    {
        var along = OfLine(memory, region);
        var first = Searching.First([0], memory.Key, along) with { Units = along.Units };
        return Trying(memory with { Taken = 0 }, Searching.Next(first, [memory.Value], along), region);
    }

    private static PowellMemory Trying(PowellMemory memory, LineMemory line, Region region) =>
        memory with { Line = NumbersOf(line), Trials = VectorList.Of(At(memory, line.Trials[0][0], region)) };

    /// <summary>The memory with the next trial on the present line, or after it.</summary>
    private PowellMemory Along(PowellMemory memory, Region region)
    {
        var line = LineOf(memory);
        var verdict = Searching.Verdict(line);
        if (verdict is null || (verdict is Outcome.Failed && double.IsFinite(line.Value)))
            return Trying(memory, line, region);
        var decrease = memory.Value - line.Value;
        var spread = Math.Max(line.SecondValue, line.ThirdValue) - line.Value;
        var ended = memory with { Line = Vector.Empty, Taken = 0, Spread = Math.Max(memory.Spread, spread) };
        if (decrease > 0) ended = ended with { Point = At(memory, line.Point[0], region), Value = line.Value };
        if (memory.Index > memory.Point.Count) return Finished(ended, region);
        if (decrease > memory.Largest) ended = ended with { Largest = decrease, LargestIndex = memory.Index };
        ended = ended with { Index = memory.Index + 1 };
        if (ended.Index < memory.Point.Count) return Begun(ended, region);
        var beyond = region.Project(2 * ended.Point - ended.From);
        return beyond.Equals(ended.Point) ? Finished(ended, region) : ended with { Trials = VectorList.Of(beyond) };
    }

    private static Vector At(PowellMemory memory, double step, Region region) =>
        region.Project(memory.Point + step * DirectionOf(memory, region));

    /// <summary>The memory once the value beyond the sweep is known: it may say that the way of the sweep is a good direction.</summary>
    private PowellMemory Beyond(PowellMemory memory, double value, Region region)
    {
        var (n, first, last, largest) = (memory.Point.Count, memory.FromValue, memory.Value, memory.Largest);
        var keeps = !(value < first)
            || !(2 * (first - 2 * last + value) * Math.Pow(first - last - largest, 2) < largest * Math.Pow(first - value, 2));
        var way = (memory.Point - memory.From).Over(region.Units);
        if (keeps || way.Norm() == 0) return Finished(memory, region);
        var direction = way / way.Norm();
        var directions = Vector.Init(n * n, k => k / n == memory.LargestIndex ? direction[k % n] : memory.Directions[k]);
        return Begun(memory with { Directions = directions, Index = n + 1 }, region);
    }

    /// <summary>The memory after a sweep: the next begins, along the coordinates if this one has come to nothing.</summary>
    private PowellMemory Finished(PowellMemory memory, Region region)
    {
        var length = (memory.Point - memory.From).Over(region.Units).Norm();
        if (length > RestartBelow * Radius && !IsRounding(memory.Value, memory.FromValue))
            return Swept(memory with { Length = length }, region);
        var n = memory.Point.Count;
        var isEven = memory.Spread <= Even * (memory.FirstValue - memory.Value)
            || IsRounding(memory.Value, memory.Value + memory.Spread);
        var next = Counted(memory);
        next = next with
        {
            HasContracted = next.HasContracted && (isEven || next.Vain == 0),
            Directions = Coordinates(n),
            Length = 0.1 * Radius,
        };
        return Swept(next, region);
    }
}
