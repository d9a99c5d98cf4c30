namespace PSOptimize.Schedules;

/// <summary>All schedules that are made of parameters alone, found by their types: a record that derives from <see cref="Schedule"/> is in it.</summary>
public static class ScheduleCatalogue
{
    private static readonly Lazy<IReadOnlyList<ScheduleEntry>> Entries = new(() => [.. typeof(Schedule).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(Schedule)) && !type.IsAbstract && type.GetConstructors().Length > 0)
        .Select(type => new ScheduleEntry(type))
        .OrderBy(entry => entry.Name, StringComparer.Ordinal)]);

    /// <summary>Every schedule, by name.</summary>
    public static IReadOnlyList<ScheduleEntry> All => Entries.Value;

    /// <summary>The entry of a name, whatever its case; nothing where there is none.</summary>
    /// <param name="name">For example <c>InverseTime</c>.</param>
    public static ScheduleEntry? Find(string name) => All.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
