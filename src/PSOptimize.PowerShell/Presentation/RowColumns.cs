namespace PSOptimize.Presentation;

/// <summary>
/// The columns of coordinates and metrics that rows of several runs share. Export-Csv takes its columns from the first row, so no row has
/// fewer columns than those before it: what a later run lacks is empty.
/// </summary>
internal sealed class RowColumns
{
    private readonly List<string> _names = [];

    /// <summary>Whether a run brought columns that earlier rows lack.</summary>
    public bool Widened { get; private set; }

    /// <summary>What arranges the numbers of a run's rows in the columns so far, its own included.</summary>
    /// <param name="own">The names of the run's columns.</param>
    public Func<IEnumerable<double>, IEnumerable<(string Name, object? Value)>> For(IReadOnlyList<string> own)
    {
        string[] added = [.. own.Except(_names, StringComparer.OrdinalIgnoreCase)];
        Widened |= _names.Count > 0 && added.Length > 0;
        _names.AddRange(added);
        int[] places = [.. own.Select(name => _names.FindIndex(column => column.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        string[] names = [.. _names];
        return numbers =>
        {
            var cells = new object?[names.Length];
            foreach (var (place, number) in places.Zip(numbers)) cells[place] = number;
            return names.Zip(cells);
        };
    }
}
