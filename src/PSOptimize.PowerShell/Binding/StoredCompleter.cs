using System.Globalization;
using PSOptimize.Storage;

namespace PSOptimize.Binding;

/// <summary>Completes what the runs of the store that -Store names have: experiments, tags, objectives, labels, identities.</summary>
public sealed class StoredCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> NamesFor(CompletionPlace place)
    {
        // A server may be far away, and a key press must not wait for it.
        if (place.Texts("Store").FirstOrDefault() is not { } source || RunStore.IsServer(source)) return [];
        if (CompletionPlace.FullPath(source) is not { } file || !File.Exists(file)) return [];
        using var store = RunStore.Open(file, new StoreOptions { Create = false, Patience = TimeSpan.FromSeconds(1) });
        return store.List().SelectMany(line => Of(line, place.Parameter)).Where(name => name.Length > 0).GroupBy(name => name)
            .Select(group => (group.Key, string.Create(CultureInfo.InvariantCulture, $"{group.Count()} of the runs in {source}")));
    }

    private static IEnumerable<string> Of(StoredRun line, string parameter) => parameter switch
    {
        "Experiment" => [line.Experiment],
        "Objective" => [line.Objective],
        "Method" => [line.Method, line.Label],
        "Id" => [line.Id.ToString("N")[..8]],
        _ => line.Tags.Select(tag => $"@{{ {tag.Key} = '{tag.Value}' }}"),
    };
}
