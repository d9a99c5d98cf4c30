namespace PSOptimize.Pictures;

/// <summary>
/// The levels of the contour lines of a landscape: evenly spaced, or if that would hide a valley, logarithmically spaced above the lowest
/// value (below the highest when maximising).
/// </summary>
public sealed class Levels
{
    // The levels become logarithmic if a tenth of the landscape lies within a twentieth of its total height above the lowest value, where
    // evenly spaced lines would leave it blank: a bowl has a fifteenth there, the four basins of Himmelblau a fortieth.
    private const double ValleyShare = 0.1;
    private const double ValleyDepth = 20;

    private readonly double _sign;
    private readonly Axis _axis;

    private Levels(double origin, double sign, bool logarithmic, double[] values, Axis axis)
    {
        (Origin, _sign, Logarithmic, Values, _axis) = (origin, sign, logarithmic, values, axis);
    }

    /// <summary>The value from which the distances of logarithmic levels are measured.</summary>
    public double Origin { get; }

    /// <summary>Whether the distances of the levels from <see cref="Origin"/> grow geometrically.</summary>
    public bool Logarithmic { get; }

    /// <summary>The levels, the best first: ascending, or descending when maximising.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The levels for a landscape.</summary>
    /// <param name="landscape">A landscape of two coordinates.</param>
    /// <param name="best">The best known value, from a run or a publication; used if it is better than all values on the grid.</param>
    public static Levels ForLandscape(Landscape landscape, double best = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        var sign = landscape.Maximize ? -1.0 : 1.0;
        var heights = landscape.Values.ToArray().Where(double.IsFinite).Select(value => sign * value).Order().ToArray();
        if (heights.Length == 0) return new Levels(0, sign, false, [], Axis.Linear(0, 1));

        var lowest = double.IsFinite(best) ? Math.Min(sign * best, heights[0]) : heights[0];
        var depth = heights[^1] - lowest;
        double At(double share) => heights[(int)(share * (heights.Length - 1))] - lowest;
        if (!(depth > 0) || !double.IsFinite(depth))
            return new Levels(sign * lowest, sign, false, [], Axis.Linear(heights[0], heights[^1]));

        if (!(depth > ValleyDepth * At(ValleyShare)))
        {
            var even = Axis.Linear(lowest, heights[^1]);
            double[] levels = [.. even.Ticks(10).Where(level => level > lowest).Select(level => sign * level)];
            return new Levels(sign * lowest, sign, false, levels, even);
        }

        var lower = Math.Max(At(0.003), depth * 1e-12);
        var distances = Powers(lower, depth);
        while (distances.Length > 3 && IsBroken(landscape, sign * (lowest + distances[0]))) distances = distances[1..];
        return new Levels(
            sign * lowest, sign, true, [.. distances.Select(distance => sign * (lowest + distance))], Axis.Log(distances[0] / 3, depth));
    }

    /// <summary>The meaning of the numbers beside the levels: the value, or its distance from the best one.</summary>
    public string Caption => !Logarithmic || Origin == 0 ? "Value" : (_sign > 0 ? "above " : "below ") + Numerals.Short(Origin);

    /// <summary>The position of a value on the scale of the levels, from 0 (the best) to 1 (the worst); NaN for NaN.</summary>
    /// <param name="value">Any value; it is clamped to the range of the landscape.</param>
    public double Place(double value)
    {
        var height = _sign * value;
        return Math.Clamp(Logarithmic ? _axis.Place(height - (_sign * Origin)) : _axis.Place(height), 0, 1);
    }

    /// <summary>
    /// Whether the grid is too coarse for a level: in a valley narrower than a cell, its line breaks into islands of a few cells.
    /// </summary>
    private static bool IsBroken(Landscape landscape, double level) =>
        Contours.Lines(landscape, level).Count(line => line.Count <= 8) > 3;

    /// <summary>
    /// Round distances from <paramref name="lower"/> to <paramref name="upper"/>: powers of ten times 1, 2 and 5, or 1 and 3, or 1 alone,
    /// the longer the range the fewer.
    /// </summary>
    private static double[] Powers(double lower, double upper)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(lower)), (int)Math.Floor(Math.Log10(upper)));
        double[] digits = (last - first) switch { <= 4 => [1, 2, 5], <= 7 => [1, 3], _ => [1] };
        return [.. Enumerable.Range(first, last - first + 1)
            .SelectMany(power => digits.Select(digit => digit * Math.Pow(10, power)))
            .Where(distance => distance >= lower / 2 && distance < upper)];
    }
}
