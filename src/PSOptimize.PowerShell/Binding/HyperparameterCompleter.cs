using System.Globalization;
using PSOptimize.Catalogues;
using PSOptimize.Checks;
using PSOptimize.Methods;
using PSOptimize.Methods.Chains;
using PSOptimize.Methods.Searches;
using PSOptimize.Objectives;
using PSOptimize.Schedules;

namespace PSOptimize.Binding;

/// <summary>
/// Completes the value of a parameter that comes from a catalogue: the names of a choice, a search or a method, schedules for a rate,
/// and the defaults of numbers, each with the methods that have it.
/// </summary>
public sealed class HyperparameterCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> NamesFor(CompletionPlace place)
    {
        var chosen = place.Texts(nameof(Method)).Concat(place.Texts("Name"));
        var owners = Owners(place.Parameter).ToList();
        var own = owners.Where(owner => chosen.Contains(owner.Owner, StringComparer.OrdinalIgnoreCase)).ToList();
        var values = (own.Count > 0 ? own : owners)
            .SelectMany(owner => Values(owner.Parameter).Select(value => (value.Text, value.Tip, owner.Owner)));
        return values.GroupBy(value => value.Text).Select(group =>
            (group.Key, $"{group.First().Tip}{string.Join(", ", group.Select(value => value.Owner).Distinct())}"));
    }

    private static IEnumerable<(string Text, string Tip)> Values(Parameter parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        if (type.IsEnum) return Enum.GetNames(type).Select(name => (name, "for "));
        if (type == typeof(Search)) return Search.Catalogue.All.Select(entry => (entry.Name, "for "));
        if (type == typeof(Method)) return Method.Catalogue.All.Select(entry => (entry.Name, "for "));
        var number = parameter.Default is IConstant { Constant: { } constant } ? constant : parameter.Default as IFormattable;
        (string, string)[] usual = number is null ? []
            : [(number.ToString(null, CultureInfo.InvariantCulture), $"default, {parameter.Values}: ")];
        return type != typeof(Schedule) ? usual
            : usual.Concat(Schedule.Catalogue.All.Select(entry => ($"(New-Schedule {entry.Name}", "a schedule, to be continued: ")));
    }

    private static IEnumerable<(string Owner, Parameter Parameter)> Owners(string name) =>
        Of(Method.Catalogue.All, name).Concat(Of(Schedule.Catalogue.All, name)).Concat(Of(Transformation.Catalogue.All, name))
            .Concat(Of(TestProblems.All, name));

    private static IEnumerable<(string Owner, Parameter Parameter)> Of<T>(IEnumerable<Entry<T>> all, string name) where T : class =>
        all.Where(entry => entry.Find(name) is not null).Select(entry => (entry.Name, entry.Find(name)!));
}
