using System.Globalization;

namespace PSOptimize.Pictures;

/// <summary>A linear or logarithmic scale between two values.</summary>
public sealed record Axis
{
    /// <summary>The ratio of the largest to the smallest value above which a linear scale would hide the small ones.</summary>
    private const double LogarithmicRatio = 200;

    /// <summary>The width below which a scale counts as empty, because quotients of its parts would lose precision.</summary>
    private const double Smallest = 1e-290;

    private readonly double _low;
    private readonly double _high;

    private Axis(double minimum, double maximum, bool logarithmic)
    {
        (Minimum, Maximum, Logarithmic) = (minimum, maximum, logarithmic);
        (_low, _high) = (Scaled(minimum), Scaled(maximum));
    }

    /// <summary>The value at the beginning of the scale; above 0 if the scale is logarithmic.</summary>
    public double Minimum { get; }

    /// <summary>The value at the end of the scale, above <see cref="Minimum"/>.</summary>
    public double Maximum { get; }

    /// <summary>Whether equal distances represent equal ratios.</summary>
    public bool Logarithmic { get; }

    /// <summary>A linear scale.</summary>
    /// <param name="minimum">Finite.</param>
    /// <param name="maximum">Finite; if it is not above the minimum, the scale is widened so that both are in its middle.</param>
    public static Axis Linear(double minimum, double maximum)
    {
        if ((maximum / 2) - (minimum / 2) > Smallest) return new Axis(minimum, maximum, false);
        var margin = Math.Abs(minimum) <= Smallest ? 1 : Math.Abs(minimum) / 2;
        return new Axis(Math.Max(maximum - margin, double.MinValue), Math.Min(minimum + margin, double.MaxValue), false);
    }

    /// <summary>A logarithmic scale.</summary>
    /// <param name="minimum">Above 0.</param>
    /// <param name="maximum">Above 0; if it is not above the minimum, the scale is widened so that both are in its middle.</param>
    public static Axis Log(double minimum, double maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimum);
        return maximum > minimum
            ? new Axis(minimum, maximum, true)
            : new Axis(Math.Max(maximum / 3, double.Epsilon), Math.Min(minimum * 3, double.MaxValue), true);
    }

    /// <summary>
    /// The scale that shows values best: logarithmic if none is negative and they span more than two powers of ten, otherwise linear.
    /// </summary>
    /// <param name="values">Any values. Non-finite ones are ignored; zeros are placed at the beginning of a logarithmic scale.</param>
    /// <param name="logarithmic">Requests one kind of scale; without values above 0 the scale is linear in any case.</param>
    public static Axis ForValues(IEnumerable<double> values, bool? logarithmic = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (minimum, maximum, positive) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity);
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) continue;
            (minimum, maximum) = (Math.Min(minimum, value), Math.Max(maximum, value));
            if (value > 0) positive = Math.Min(positive, value);
        }
        if (minimum > maximum) return new Axis(0, 1, false);
        var log = maximum > 0 && (logarithmic ?? (minimum >= 0 && maximum / LogarithmicRatio > positive));
        return log ? Log(positive, maximum) : Linear(minimum, maximum);
    }

    /// <summary>The position of a value: 0 at the beginning of the scale, 1 at its end, below 0 or above 1 outside; NaN for NaN.</summary>
    /// <param name="value">Any value; on a logarithmic scale, values that are not above 0 are at the beginning.</param>
    public double Place(double value) =>
        double.IsPositiveInfinity(value) ? 1 :
        double.IsNegativeInfinity(value) ? 0 :
        Logarithmic && value <= 0 ? 0 :
        ((Scaled(value) / 2) - (_low / 2)) / ((_high / 2) - (_low / 2)); // halved, so that no difference overflows

    /// <summary>The value at a position, the inverse of <see cref="Place"/>.</summary>
    /// <param name="place">0 for the beginning of the scale, 1 for its end.</param>
    public double At(double place)
    {
        var scaled = ((1 - place) * _low) + (place * _high);
        return Math.Clamp(Logarithmic ? Math.Pow(10, scaled) : scaled, double.MinValue, double.MaxValue);
    }

    /// <summary>The scale with a margin at both ends.</summary>
    /// <param name="share">The width of each margin as a fraction of the length of the scale.</param>
    public Axis Widened(double share) => Logarithmic
        ? Log(At(-share) is > 0 and var low ? low : Minimum, At(1 + share))
        : Linear(At(-share), At(1 + share));

    /// <summary>
    /// Round values for the ticks of the scale, in ascending order: powers of ten, or multiples of 1, 2 or 5 times a power of ten.
    /// </summary>
    /// <param name="count">The approximate number of ticks, at least 1.</param>
    public IReadOnlyList<double> Ticks(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!Logarithmic) return Multiples(Minimum, Maximum, count);
        var (first, last) = ((int)Math.Ceiling(_low - 1e-9), (int)Math.Floor(_high + 1e-9));
        if (last - first < 1) return Multiples(Minimum, Maximum, count);
        var stride = (last - first + count) / count;
        return
        [
            .. Enumerable.Range(first, last - first + 1)
                .Where(power => power % stride == 0)
                .Select(power => double.Parse(string.Create(CultureInfo.InvariantCulture, $"1e{power}"), CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>The multiples of a round step between two values, approximately <paramref name="count"/> of them.</summary>
    private static double[] Multiples(double minimum, double maximum, int count)
    {
        var raw = (maximum / count) - (minimum / count);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * ((raw / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
        if (!(step > 0) || !double.IsFinite(step)) return [minimum, maximum];
        var (first, last) = (Math.Ceiling((minimum / step) - 1e-9), Math.Floor((maximum / step) + 1e-9));
        if (last - first > 10 * count) return [minimum, maximum];
        // For a step below 1, multiples are quotients: 3 / 10 is the double nearest to 0.3, and 3 * 0.1 is not.
        return
        [
            .. Enumerable.Range(0, (int)(last - first) + 1)
                .Select(i => step < 1 ? (first + i) / Math.Round(1 / step, 12) : (first + i) * step),
        ];
    }

    private double Scaled(double value) => Logarithmic ? Math.Log10(value) : value;
}
