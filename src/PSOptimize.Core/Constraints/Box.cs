using System.Globalization;
using PSOptimize.Vectors;

namespace PSOptimize.Constraints;

/// <summary>
/// Bounds on each coordinate, <c>lᵢ ≤ xᵢ ≤ uᵢ</c>; either may be infinite. Bounds of one element stand for every coordinate, whatever
/// their number.
/// </summary>
/// <example><code>new Box(Vector.Create(0, -1), Vector.Create(2, 1)); Box.Of(-5, 5); Box.Parse("0..2 -1..1")</code></example>
public sealed record Box : Projection
{
    /// <summary>A box from its corners.</summary>
    /// <param name="lower">The lower bounds, at least one; −∞ where there is none.</param>
    /// <param name="upper">The upper bounds, as many, none below its lower bound; ∞ where there is none.</param>
    /// <exception cref="ArgumentException">The lengths differ, a bound is NaN, bounds are crossed, or a coordinate has no finite number within.</exception>
    public Box(Vector lower, Vector upper)
    {
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(upper);
        if (lower.Count == 0) throw new ArgumentException("A box needs at least one bound: one for every coordinate, or one a coordinate.", nameof(lower));
        if (lower.Count != upper.Count)
            throw new ArgumentException($"There must be as many upper as lower bounds: {upper.Count} upper, {lower.Count} lower.", nameof(upper));
        for (var i = 0; i < lower.Count; i++)
        {
            if (!(lower[i] <= upper[i]))
                throw new ArgumentException(Text($"The bounds of coordinate {i} are crossed or not numbers: lower {lower[i]}, upper {upper[i]}; write the lower one first."), nameof(lower));
            if (double.IsPositiveInfinity(lower[i]) || double.IsNegativeInfinity(upper[i]))
                throw new ArgumentException(Text($"No finite number lies between the bounds of coordinate {i}: lower {lower[i]}, upper {upper[i]}."), nameof(lower));
        }
        (Lower, Upper) = (lower, upper);
    }

    /// <summary>The lower bounds lᵢ.</summary>
    public Vector Lower { get; }

    /// <summary>The upper bounds uᵢ.</summary>
    public Vector Upper { get; }

    /// <summary>No bounds at all.</summary>
    public static Box Unbounded { get; } = Of(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether every bound is finite, so that points can be drawn from the box.</summary>
    public bool IsFinite => Lower.IsFinite() && Upper.IsFinite();

    /// <summary>The widths <c>uᵢ − lᵢ</c>, infinite where a bound is.</summary>
    public Vector Width => Upper - Lower;

    /// <summary>The same bounds for every coordinate.</summary>
    /// <param name="lower">The lower bound.</param>
    /// <param name="upper">The upper bound.</param>
    public static Box Of(double lower, double upper) => new(Vector.Create(lower), Vector.Create(upper));

    /// <summary>The box with one pair of bounds a coordinate.</summary>
    /// <param name="dimension">The number of coordinates, at least 1.</param>
    /// <exception cref="ArgumentException">The box has bounds for another number of coordinates.</exception>
    public Box For(int dimension)
    {
        if (Lower.Count == dimension) return this;
        if (Lower.Count == 1) return new Box(Vector.Repeat(dimension, Lower[0]), Vector.Repeat(dimension, Upper[0]));
        throw new ArgumentException($"The box has bounds for {Lower.Count} coordinates, and the point has {dimension}.", nameof(dimension));
    }

    /// <summary>Whether every coordinate lies between its bounds, these included.</summary>
    /// <param name="point">As long as the bounds, unless those are for every coordinate.</param>
    public bool Contains(Vector point)
    {
        var fitting = For(Checked(point).Count);
        for (var i = 0; i < point.Count; i++)
            if (!(point[i] >= fitting.Lower[i] && point[i] <= fitting.Upper[i])) return false;
        return true;
    }

    /// <summary>The nearest point of the box: each coordinate clipped to its bounds. A point of the box stays the same object.</summary>
    /// <param name="point">As long as the bounds, unless those are for every coordinate; NaN stays NaN.</param>
    public override Vector Project(Vector point)
    {
        var fitting = For(Checked(point).Count);
        return fitting.Contains(point) ? point : Vector.Init(point.Count, i => Math.Clamp(point[i], fitting.Lower[i], fitting.Upper[i]));
    }

    /// <summary>
    /// The point of the box that a point outside becomes when the walls are mirrors. A symmetric move of a point of the box stays
    /// symmetric, which a clipped one does not.
    /// </summary>
    /// <param name="point">As long as the bounds, unless those are for every coordinate; finite.</param>
    public Vector Reflect(Vector point)
    {
        var fitting = For(Checked(point).Count);
        return fitting.Contains(point) ? point : Vector.Init(point.Count, i => Reflected(point[i], fitting.Lower[i], fitting.Upper[i]));
    }

    private static double Reflected(double value, double lower, double upper)
    {
        var width = upper - lower;
        if (double.IsFinite(width) && width > 0)
        {
            // Mirrored twice, the line repeats itself every two widths.
            var way = Math.Abs(value - lower) % (2 * width);
            value = lower + (way > width ? 2 * width - way : way);
        }
        else if (value < lower) value = lower + (lower - value);
        else if (value > upper) value = upper - (value - upper);
        return Math.Clamp(value, lower, upper);
    }

    internal override void Apply(Span<double> point)
    {
        var fitting = For(point.Length);
        for (var i = 0; i < point.Length; i++) point[i] = Math.Clamp(point[i], fitting.Lower[i], fitting.Upper[i]);
    }

    internal override void Tangent(ReadOnlySpan<double> point, Span<double> direction)
    {
        var fitting = For(point.Length);
        for (var i = 0; i < point.Length; i++)
            if (direction[i] < 0 ? point[i] <= fitting.Lower[i] : point[i] >= fitting.Upper[i]) direction[i] = 0;
    }

    internal override Projection Inside(Vector scale)
    {
        var fitting = For(scale.Count);
        return new Box(fitting.Lower.Over(scale), fitting.Upper.Over(scale));
    }

    /// <summary>Reads what <see cref="ToString"/> writes: <c>-5..5</c> for every coordinate, <c>0..2 -1..1</c> one by one, <c>0..</c> without an upper bound.</summary>
    /// <param name="text">Pairs of bounds in invariant form, separated by blanks; a missing number is an infinite bound.</param>
    /// <exception cref="FormatException">The text is of another form.</exception>
    public static Box Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pairs = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (lower, upper) = (new double[pairs.Length], new double[pairs.Length]);
        var good = pairs.Length > 0;
        for (var i = 0; i < pairs.Length && good; i++)
        {
            var ends = pairs[i].Split("..");
            good = ends.Length == 2 && TryBound(ends[0], double.NegativeInfinity, out lower[i]) && TryBound(ends[1], double.PositiveInfinity, out upper[i]);
        }
        return good ? new Box(Vector.Create(lower), Vector.Create(upper))
            : throw new FormatException($"'{text}' is not a box: write lower..upper for every coordinate, or one pair a coordinate, as in 0..2 -1..1.");
    }

    /// <summary>One pair of bounds a coordinate, <c>0..2 -1..1</c>.</summary>
    public override string ToString() => string.Join(' ', Enumerable.Range(0, Lower.Count).Select(i => Text($"{Lower[i]}..{Upper[i]}")));

    private static bool TryBound(string text, double missing, out double bound)
    {
        bound = missing;
        return text.Length == 0 || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out bound);
    }

    private static Vector Checked(Vector point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
