namespace PSOptimize.Binding;

/// <summary>Completes the path of a store: files that end in .db, and the folders on the way to them.</summary>
public sealed class StoreCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> NamesFor(CompletionPlace place)
    {
        var folder = place.Word[..(place.Word.LastIndexOfAny(['/', '\\']) + 1)];
        if (CompletionPlace.FullPath(folder.Length > 0 ? folder : ".") is not { } home || !Directory.Exists(home)) return [];
        return Directory.EnumerateFiles(home, "*.db").Select(file => (folder + Path.GetFileName(file), "a store of runs"))
            .Concat(Directory.EnumerateDirectories(home).Select(inner => (folder + Path.GetFileName(inner) + "/", "a folder")))
            .Order();
    }
}
