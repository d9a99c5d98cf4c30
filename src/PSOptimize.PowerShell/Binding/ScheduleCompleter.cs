using PSOptimize.Schedules;

namespace PSOptimize.Binding;

/// <summary>Completes the names of schedules.</summary>
public sealed class ScheduleCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Names => Schedule.Catalogue.All.Select(entry =>
        (entry.Name, string.Join(", ", entry.Parameters.Select(parameter => parameter.Name))));
}
