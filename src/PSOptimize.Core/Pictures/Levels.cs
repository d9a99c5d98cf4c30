namespace PSOptimize.Pictures;

/// <summary>
/// The heights at which a landscape gets contour lines: evenly apart, or, where that would hide the valley, at powers above the
/// lowest value (below the highest, when maximising).
/// </summary>
public sealed class Levels
{
    /// <summary>The share of the landscape that evenly spaced lines would leave blank before levels become logarithmic.</summary>
    private const double ValleyShare = 0.1;

    /// <summary>Evenly spaced lines are good enough while a tenth of the landscape reaches above this part of its height.</summary>
    private const double ValleyDepth = 60;

    private readonly double _sign;
    private readonly Axis _axis;

    private Levels(double origin, double sign, bool logarithmic, double[] values, Axis axis)
    {
        (Origin, _sign, Logarithmic, Values, _axis) = (origin, sign, logarithmic, values, axis);
    }

    /// <summary>The value from which logarithmic levels count.</summary>
    public double Origin { get; }

    /// <summary>Whether the distances of the levels from <see cref="Origin"/> grow by a factor.</summary>
    public bool Logarithmic { get; }

    /// <summary>The levels, the best first: rising, or falling when maximising.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Levels for a landscape.</summary>
    /// <param name="landscape">Of two coordinates.</param>
    /// <param name="best">The best value that is known, from a run or a publication; it counts where it is better than any on the grid.</param>
    public static Levels Of(Landscape landscape, double best = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        var sign = landscape.Maximize ? -1.0 : 1.0;
        var heights = landscape.Values.ToArray().Where(double.IsFinite).Select(value => sign * value).Order().ToArray();
        if (heights.Length == 0) return new Levels(0, sign, false, [], Axis.Linear(0, 1));

        var lowest = double.IsFinite(best) ? Math.Min(sign * best, heights[0]) : heights[0];
        var depth = heights[^1] - lowest;
        double At(double share) => heights[(int)(share * (heights.Length - 1))] - lowest;
        if (!(depth > 0) || !double.IsFinite(depth)) return new Levels(sign * lowest, sign, false, [], Axis.Linear(heights[0], heights[^1]));

        if (!(depth > ValleyDepth * At(ValleyShare)))
        {
            var even = Axis.Linear(lowest, heights[^1]);
            return new Levels(sign * lowest, sign, false, [.. even.Ticks(10).Where(level => level > lowest).Select(level => sign * level)], even);
        }

        var lower = Math.Max(At(0.003), depth * 1e-12);
        var distances = Powers(lower, depth);
        while (distances.Length > 3 && IsBroken(landscape, sign * (lowest + distances[0]))) distances = distances[1..];
        return new Levels(sign * lowest, sign, true, [.. distances.Select(distance => sign * (lowest + distance))], Axis.Log(distances[0] / 3, depth));
    }

    /// <summary>What the numbers of the levels are: the value, or its distance from the best.</summary>
    public string Caption => !Logarithmic || Origin == 0 ? "Value" : (_sign > 0 ? "above " : "below ") + Numerals.Short(Origin);

    /// <summary>Where a value lies between the best and the worst of the landscape, on the scale of the levels: 0 to 1, NaN for no number.</summary>
    /// <param name="value">Any.</param>
    public double Place(double value)
    {
        var height = _sign * value;
        return Math.Clamp(Logarithmic ? _axis.Place(height - (_sign * Origin)) : _axis.Place(height), 0, 1);
    }

    /// <summary>Whether the grid is too coarse for a level: in a valley narrower than a cell its line breaks into islands of a few cells.</summary>
    private static bool IsBroken(Landscape landscape, double level) => Contours.Lines(landscape, level).Count(line => line.Count <= 8) > 3;

    /// <summary>Round distances from <paramref name="lower"/> to <paramref name="upper"/>: 1, 2, 5 times, 1, 3 times or powers of ten alone, as the range is long.</summary>
    private static double[] Powers(double lower, double upper)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(lower)), (int)Math.Floor(Math.Log10(upper)));
        double[] digits = (last - first) switch { <= 4 => [1, 2, 5], <= 7 => [1, 3], _ => [1] };
        return [.. Enumerable.Range(first, last - first + 1)
            .SelectMany(power => digits.Select(digit => digit * Math.Pow(10, power)))
            .Where(distance => distance >= lower / 2 && distance < upper)];
    }
}
