using System.Globalization;
using PSOptimize.Vectors;

namespace PSOptimize.Constraints;

/// <summary>
/// Bounds on each coordinate, <c>lᵢ ≤ xᵢ ≤ uᵢ</c>; either may be infinite. A box with a single pair of bounds applies it to every
/// coordinate, in any dimension.
/// </summary>
/// <example><code>new Box(Vector.Create(0, -1), Vector.Create(2, 1)); Box.Of(-5, 5); Box.Parse("0..2 -1..1")</code></example>
public sealed record Box : Projection
{
    /// <summary>A box with the given corners.</summary>
    /// <param name="lower">The lower bounds, at least one; −∞ for none.</param>
    /// <param name="upper">The upper bounds, one per lower bound and not below it; ∞ for none.</param>
    /// <exception cref="ArgumentException">
    /// The lengths differ, a bound is NaN, bounds are crossed, or there is no finite number between the bounds of a coordinate.
    /// </exception>
    public Box(Vector lower, Vector upper)
    {
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(upper);
        if (lower.Count == 0)
            throw new ArgumentException(
                "A box needs at least one pair of bounds: one for all coordinates, or one per coordinate.", nameof(lower));
        if (lower.Count != upper.Count)
            throw new ArgumentException(
                $"There must be as many upper as lower bounds: {upper.Count} upper, {lower.Count} lower.", nameof(upper));
        for (var i = 0; i < lower.Count; i++)
        {
            var pair = Text($"lower {lower[i]}, upper {upper[i]}");
            if (!(lower[i] <= upper[i]))
                throw new ArgumentException(
                    $"The bounds of coordinate {i} are crossed or not numbers: {pair}; write the lower one first.", nameof(lower));
            if (double.IsPositiveInfinity(lower[i]) || double.IsNegativeInfinity(upper[i]))
                throw new ArgumentException($"No finite number lies between the bounds of coordinate {i}: {pair}.", nameof(lower));
        }
        (Lower, Upper) = (lower, upper);
    }

    /// <summary>The lower bounds lᵢ, one for all coordinates or one per coordinate.</summary>
    public Vector Lower { get; }

    /// <summary>The upper bounds uᵢ, as many as there are lower bounds.</summary>
    public Vector Upper { get; }

    /// <summary>The box without bounds, in any dimension.</summary>
    public static Box Unbounded { get; } = Of(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether every bound is finite, so that points can be drawn from the box.</summary>
    public bool IsFinite => Lower.IsFinite() && Upper.IsFinite();

    /// <summary>The widths <c>uᵢ − lᵢ</c>; infinite if a bound is.</summary>
    public Vector Width => Upper - Lower;

    /// <summary>A box with the same bounds for every coordinate, in any dimension.</summary>
    /// <param name="lower">The lower bound.</param>
    /// <param name="upper">The upper bound.</param>
    public static Box Of(double lower, double upper) => new(Vector.Create(lower), Vector.Create(upper));

    /// <summary>The same box with one pair of bounds per coordinate.</summary>
    /// <param name="dimension">The number of coordinates, at least 1.</param>
    /// <exception cref="ArgumentException">The box has bounds for another number of coordinates.</exception>
    public Box ForDimension(int dimension)
    {
        if (Lower.Count == dimension) return this;
        if (Lower.Count == 1) return new Box(Vector.Repeat(dimension, Lower[0]), Vector.Repeat(dimension, Upper[0]));
        throw new ArgumentException($"The box has bounds for {Lower.Count} coordinates, and the point has {dimension}.", nameof(dimension));
    }

    /// <summary>Whether every coordinate lies within its bounds, inclusively.</summary>
    /// <param name="point">As long as the bounds, unless one pair applies to every coordinate.</param>
    public bool Contains(Vector point)
    {
        var fitting = ForDimension(Checked(point).Count);
        for (var i = 0; i < point.Count; i++)
            if (!(point[i] >= fitting.Lower[i] && point[i] <= fitting.Upper[i])) return false;
        return true;
    }

    /// <summary>
    /// The nearest point of the box: each coordinate clipped to its bounds. A point of the box is returned as the same object.
    /// </summary>
    /// <param name="point">As long as the bounds, unless one pair applies to every coordinate; NaN remains NaN.</param>
    public override Vector Project(Vector point)
    {
        var fitting = ForDimension(Checked(point).Count);
        return fitting.Contains(point) ? point : Vector.Init(point.Count, i => Math.Clamp(point[i], fitting.Lower[i], fitting.Upper[i]));
    }

    /// <summary>
    /// The point reflected at the bounds into the box. Unlike clipping, reflection preserves the symmetry of a symmetrically distributed
    /// move from a point of the box.
    /// </summary>
    /// <param name="point">Finite; as long as the bounds, unless one pair applies to every coordinate.</param>
    public Vector Reflect(Vector point)
    {
        var fitting = ForDimension(Checked(point).Count);
        return fitting.Contains(point) ? point : Vector.Init(point.Count, i => Reflected(point[i], fitting.Lower[i], fitting.Upper[i]));
    }

    private static double Reflected(double value, double lower, double upper)
    {
        var width = upper - lower;
        if (double.IsFinite(width) && width > 0)
        {
            // Two reflections are a translation by twice the width.
            var way = Math.Abs(value - lower) % (2 * width);
            value = lower + (way > width ? 2 * width - way : way);
        }
        else if (value < lower) value = lower + (lower - value);
        else if (value > upper) value = upper - (value - upper);
        return Math.Clamp(value, lower, upper);
    }

    internal override void Apply(Span<double> point)
    {
        var fitting = ForDimension(point.Length);
        for (var i = 0; i < point.Length; i++) point[i] = Math.Clamp(point[i], fitting.Lower[i], fitting.Upper[i]);
    }

    internal override void Tangent(ReadOnlySpan<double> point, Span<double> direction)
    {
        var fitting = ForDimension(point.Length);
        for (var i = 0; i < point.Length; i++)
            if (direction[i] < 0 ? point[i] <= fitting.Lower[i] : point[i] >= fitting.Upper[i]) direction[i] = 0;
    }

    internal override Projection InScaledCoordinates(Vector scale)
    {
        var fitting = ForDimension(scale.Count);
        return new Box(fitting.Lower.Over(scale), fitting.Upper.Over(scale));
    }

    /// <summary>
    /// Parses the form that <see cref="ToString"/> writes: <c>-5..5</c> for every coordinate, <c>0..2 -1..1</c> for each one, <c>0..</c>
    /// without an upper bound.
    /// </summary>
    /// <param name="text">
    /// Pairs of bounds in invariant form, separated by blanks, commas or semicolons; no number, inf or ∞ is an infinite bound.
    /// </param>
    /// <exception cref="FormatException">The text does not have this form.</exception>
    public static Box Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pairs = text.Split([' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var (lower, upper) = (new double[pairs.Length], new double[pairs.Length]);
        var good = pairs.Length > 0;
        for (var i = 0; i < pairs.Length && good; i++)
        {
            var ends = pairs[i].Split("..");
            good = ends.Length == 2
                && TryBound(ends[0], double.NegativeInfinity, out lower[i]) && TryBound(ends[1], double.PositiveInfinity, out upper[i]);
        }
        return good ? new Box(Vector.Create(lower), Vector.Create(upper))
            : throw new FormatException(
                $"'{text}' is not a box: write lower..upper for all coordinates, or one such pair per coordinate, as in 0..2 -1..1.");
    }

    /// <summary>The bounds as <c>lower..upper</c>, one pair for all coordinates or one per coordinate: <c>0..2 -1..1</c>.</summary>
    public override string ToString() => Text(Lower.Count);

    /// <inheritdoc/>
    /// <remarks>Of more than six coordinates the first ones.</remarks>
    internal override string Brief => Lower.Count <= 6 ? ToString() : Text(6) + " …";

    private static bool TryBound(string text, double missing, out double bound)
    {
        bound = text is "-inf" or "-∞" ? double.NegativeInfinity : text is "inf" or "∞" ? double.PositiveInfinity : missing;
        return text is "" or "inf" or "∞" or "-inf" or "-∞"
            || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out bound);
    }

    private static Vector Checked(Vector point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point;
    }

    private string Text(int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => Text($"{Lower[i]}..{Upper[i]}")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
