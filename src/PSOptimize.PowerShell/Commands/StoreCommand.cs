using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using PSOptimize.Binding;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;
using PSOptimize.Storage;

namespace PSOptimize.Commands;

/// <summary>A cmdlet on stores of runs, which it opens when they are needed and closes at its end.</summary>
public abstract class StoreCommand : GuardedCommand, IDisposable
{
    private readonly Dictionary<string, RunStore> _stores = [];

    /// <summary>Closes the stores.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the stores.</summary>
    /// <param name="disposing">Whether this is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var store in _stores.Values) store.Dispose();
        _stores.Clear();
    }

    /// <summary>A store by its path or connection string; ends the command if it cannot be opened.</summary>
    private protected RunStore Open(string source, bool create = false)
    {
        var place = RunStore.IsServer(source) ? source : FilePath.Of(this, source);
        if (_stores.TryGetValue(place, out var known)) return known;
        try
        {
            return _stores[place] = RunStore.Open(place, new StoreOptions { Create = create });
        }
        catch (StoreException error)
        {
            ThrowTerminatingError(StoreErrors.Of(error, source));
            throw;
        }
    }

    /// <summary>Reads or changes one run; an error of it is reported and the command goes on with the next.</summary>
    private protected void ForOne(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (StoreException error)
        {
            WriteError(StoreErrors.Of(error, target));
        }
    }

    /// <summary>The line of a run that was given, with its store; null, after an error, if there is none.</summary>
    /// <param name="given">A run of Get-Run, or in any other form.</param>
    /// <param name="source">The store that was named; null if none was.</param>
    private protected (RunStore Store, StoredRun Line)? Find(object? given, string? source)
    {
        var origin = (given.Unwrap() as RunRow)?.Origin;
        if ((source ?? origin?.Source) is not { } place)
        {
            WriteError(StoreErrors.RunWithoutStore(given));
            return null;
        }
        var id = origin?.Line.Id ?? RunsAttribute.RunOf(given).Provenance.Id;
        var store = Open(place);
        if (store.Find(id) is { } line) return (store, line);
        WriteError(StoreErrors.RunMissing(id.ToString("D"), store.Source));
        return null;
    }

    /// <summary>The line of the run whose identity begins with a text; null, after an error, if there is none or more than one.</summary>
    private protected StoredRun? Find(RunStore store, IReadOnlyList<StoredRun> lines, string id)
    {
        var plain = id.Replace("-", "", StringComparison.Ordinal);
        StoredRun[] found = [.. lines.Where(line => line.Id.ToString("N").StartsWith(plain, StringComparison.OrdinalIgnoreCase))];
        if (found is [var one]) return one;
        WriteError(found.Length == 0 ? StoreErrors.RunMissing(id, store.Source) : StoreErrors.RunAmbiguous(id, store.Source));
        return null;
    }

    /// <summary>Names and values as texts.</summary>
    private protected static ReadOnlyDictionary<string, string> TextsOf(IDictionary? table) => new(
        (table ?? new Hashtable()).Cast<DictionaryEntry>().ToDictionary(
            entry => Text(entry.Key), entry => Text(entry.Value), StringComparer.OrdinalIgnoreCase));

    private static string Text(object? value) => Convert.ToString(value.Unwrap(), CultureInfo.InvariantCulture) ?? "";

    /// <summary>Reads runs and writes them as rows, with what sets them apart.</summary>
    private protected void Write(string source, RunStore store, IEnumerable<StoredRun> lines)
    {
        var read = new List<(Run Run, StoredRun Line)>();
        foreach (var line in lines)
        {
            if (Stopping) return;
            ForOne(line.Id, () => read.Add((store.Read(line), line)));
        }
        var differs = Grids.Differences.Of([.. read.Select(each => each.Run)]);
        for (var i = 0; i < read.Count && !Stopping; i++)
            WriteObject(RunRow.Of(read[i].Run, differs[i], new StoredOrigin(source, read[i].Line)));
    }
}
