using PSOptimize.Catalogues;

namespace PSOptimize.Schedules;

/// <summary>All schedules there are, found by their types: a public record that derives from <see cref="Schedule"/> is in it.</summary>
public static class ScheduleCatalogue
{
    private static readonly Lazy<ReadOnlyCollection<RecordEntry<Schedule>>> Entries = new(() => RecordEntry<Schedule>.All("Schedule"));

    /// <summary>Every schedule, by name.</summary>
    public static ReadOnlyCollection<RecordEntry<Schedule>> All => Entries.Value;

    /// <summary>The entry of a name, whatever its case; nothing where there is none.</summary>
    /// <param name="name">For example <c>InverseTime</c>.</param>
    public static RecordEntry<Schedule>? Find(string name) => All.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
