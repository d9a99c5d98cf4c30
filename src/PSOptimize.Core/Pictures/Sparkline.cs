namespace PSOptimize.Pictures;

/// <summary>A curve of one text line, made of block characters of eight heights, for a column of a table.</summary>
public static class Sparkline
{
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>Draws values from the left to the right; on a logarithmic scale where their range asks for one.</summary>
    /// <param name="values">Any number of values. Those that are not a number leave a gap, infinite ones touch the edge.</param>
    /// <param name="width">The largest number of characters, at least 1; of more values each character shows the one that stands out.</param>
    /// <returns>As many characters as there are values, at most <paramref name="width"/>; nothing for no values.</returns>
    public static string Draw(IReadOnlyList<double> values, int width)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var axis = Axis.Of(values);
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

    /// <summary>Whether the first value is the highest or the lowest of its stretch: then the curve begins with it, though the fall from it may be over at once.</summary>
    private static bool IsPeak(IReadOnlyList<double> values, int to) =>
        Enumerable.Range(0, to).All(i => !(values[i] > values[0])) || Enumerable.Range(0, to).All(i => !(values[i] < values[0]));

    /// <summary>The value that is furthest from the middle between the ends of its stretch, so that no peak is lost.</summary>
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
