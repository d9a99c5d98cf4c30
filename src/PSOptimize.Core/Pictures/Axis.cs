using System.Globalization;

namespace PSOptimize.Pictures;

/// <summary>A scale from a lowest to a highest value, linear or logarithmic.</summary>
public sealed record Axis
{
    /// <summary>From this ratio of the largest to the smallest value on, a linear scale would hide the small ones.</summary>
    private const double LogarithmicRatio = 200;

    /// <summary>Below this, widths count as none: the quotients of their parts would lose their digits.</summary>
    private const double Smallest = 1e-290;

    private readonly double _low;
    private readonly double _high;

    private Axis(double minimum, double maximum, bool logarithmic)
    {
        (Minimum, Maximum, Logarithmic) = (minimum, maximum, logarithmic);
        (_low, _high) = (Scaled(minimum), Scaled(maximum));
    }

    /// <summary>The value at the beginning of the scale; above 0 where it is logarithmic.</summary>
    public double Minimum { get; }

    /// <summary>The value at the end of the scale, above <see cref="Minimum"/>.</summary>
    public double Maximum { get; }

    /// <summary>Whether equal distances are equal ratios.</summary>
    public bool Logarithmic { get; }

    /// <summary>A linear scale.</summary>
    /// <param name="minimum">Finite.</param>
    /// <param name="maximum">Finite; where it is not above the minimum, the scale is widened to hold both in its middle.</param>
    public static Axis Linear(double minimum, double maximum)
    {
        if ((maximum / 2) - (minimum / 2) > Smallest) return new Axis(minimum, maximum, false);
        var margin = Math.Abs(minimum) <= Smallest ? 1 : Math.Abs(minimum) / 2;
        return new Axis(Math.Max(maximum - margin, double.MinValue), Math.Min(minimum + margin, double.MaxValue), false);
    }

    /// <summary>A logarithmic scale.</summary>
    /// <param name="minimum">Above 0.</param>
    /// <param name="maximum">Above 0; where it is not above the minimum, the scale is widened to hold both in its middle.</param>
    public static Axis Log(double minimum, double maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimum);
        return maximum > minimum ? new Axis(minimum, maximum, true) : new Axis(Math.Max(maximum / 3, double.Epsilon), Math.Min(minimum * 3, double.MaxValue), true);
    }

    /// <summary>The scale that shows values best: logarithmic where none is negative and their sizes differ by more than two powers of ten.</summary>
    /// <param name="values">Any; those that are not finite do not count, and zeros stand at the beginning of a logarithmic scale.</param>
    /// <param name="logarithmic">Asks for one kind: a logarithmic scale of values of which none is above 0 is linear all the same.</param>
    public static Axis Of(IEnumerable<double> values, bool? logarithmic = null)
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

    /// <summary>Where a value stands: 0 at the beginning, 1 at the end, outside of them beyond; NaN for no number.</summary>
    /// <param name="value">Any; on a logarithmic scale one that is not above 0 stands at the beginning.</param>
    public double Place(double value) =>
        double.IsPositiveInfinity(value) ? 1 :
        double.IsNegativeInfinity(value) ? 0 :
        Logarithmic && value <= 0 ? 0 :
        ((Scaled(value) / 2) - (_low / 2)) / ((_high / 2) - (_low / 2)); // halves, so that no difference overflows

    /// <summary>The value that stands at a place, the inverse of <see cref="Place"/>.</summary>
    /// <param name="place">0 at the beginning, 1 at the end.</param>
    public double At(double place)
    {
        var scaled = ((1 - place) * _low) + (place * _high);
        return Math.Clamp(Logarithmic ? Math.Pow(10, scaled) : scaled, double.MinValue, double.MaxValue);
    }

    /// <summary>The scale with a margin on both sides.</summary>
    /// <param name="share">Of its length, on each side.</param>
    public Axis Widened(double share) => Logarithmic
        ? Log(At(-share) is > 0 and var low ? low : Minimum, At(1 + share))
        : Linear(At(-share), At(1 + share));

    /// <summary>Round values for the marks of the scale, in rising order: powers of ten, or multiples of 1, 2 or 5 times one.</summary>
    /// <param name="count">About how many.</param>
    public IReadOnlyList<double> Ticks(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!Logarithmic) return Multiples(Minimum, Maximum, count);
        var (first, last) = ((int)Math.Ceiling(_low - 1e-9), (int)Math.Floor(_high + 1e-9));
        if (last - first < 1) return Multiples(Minimum, Maximum, count);
        var stride = (last - first + count) / count;
        return [.. Enumerable.Range(first, last - first + 1).Where(power => power % stride == 0).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];
    }

    /// <summary>The multiples of a round step, about <paramref name="count"/> of them, between two values.</summary>
    /// <param name="minimum">The lower value.</param>
    /// <param name="maximum">The higher value.</param>
    /// <param name="count">About how many.</param>
    private static double[] Multiples(double minimum, double maximum, int count)
    {
        var raw = (maximum / count) - (minimum / count);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * ((raw / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
        if (!(step > 0) || !double.IsFinite(step)) return [minimum, maximum];
        var (first, last) = (Math.Ceiling((minimum / step) - 1e-9), Math.Floor((maximum / step) + 1e-9));
        if (last - first > 10 * count) return [minimum, maximum];
        // A multiple is divided out rather than added up where the step is below 1: 3 / 10 is the double nearest to 0.3.
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => step < 1 ? (first + i) / Math.Round(1 / step, 12) : (first + i) * step)];
    }

    private double Scaled(double value) => Logarithmic ? Math.Log10(value) : value;
}
