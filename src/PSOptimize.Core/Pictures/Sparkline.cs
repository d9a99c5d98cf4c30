namespace PSOptimize.Pictures;

/// <summary>A curve in one line of text, made of block characters of eight heights, for a column of a table.</summary>
public static class Sparkline
{
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>Draws values from left to right, on a logarithmic scale if they span more than two powers of ten.</summary>
    /// <param name="values">Any number of values. NaN leaves a gap; infinite values are drawn at the edge.</param>
    /// <param name="width">
    /// The largest number of characters, at least 1. If there are more values, each character shows the most extreme one of its stretch.
    /// </param>
    /// <returns>One character per value, but at most <paramref name="width"/>; empty if there are no values.</returns>
    public static string Draw(IReadOnlyList<double> values, int width)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var axis = Axis.ForValues(values);
        var characters = new char[Math.Min(width, values.Count)];
        for (var i = 0; i < characters.Length; i++)
        {
            var from = (int)((long)i * values.Count / characters.Length);
            var to = (int)((long)(i + 1) * values.Count / characters.Length);
            var place = axis.Place(i == 0 && IsPeak(values, to) ? values[0] : Outstanding(values, from, to));
            characters[i] = double.IsNaN(place) ? ' ' : Heights[(int)Math.Clamp(place * Heights.Length, 0, Heights.Length - 1)];
        }
        return new string(characters);
    }

    /// <summary>
    /// Whether the first value is the highest or the lowest of its stretch; the curve then begins with it, even if the value changes at
    /// once.
    /// </summary>
    private static bool IsPeak(IReadOnlyList<double> values, int to) =>
        Enumerable.Range(0, to).All(i => !(values[i] > values[0])) || Enumerable.Range(0, to).All(i => !(values[i] < values[0]));

    /// <summary>The value of a stretch that is furthest from the mean of its two ends, so that no peak is lost.</summary>
    private static double Outstanding(IReadOnlyList<double> values, int from, int to)
    {
        var middle = (values[from] / 2) + (values[to - 1] / 2);
        var chosen = values[to - 1];
        for (var i = to - 1; i >= from; i--)
        {
            if (double.IsNaN(chosen) || Math.Abs(values[i] - middle) > Math.Abs(chosen - middle)) chosen = values[i];
        }
        return chosen;
    }
}
