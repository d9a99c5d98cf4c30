namespace PSOptimize.Attack;

/// <summary>A folder that is there as long as a test needs it.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("attack");

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => Path.Combine(_place.FullName, name);

    /// <summary>The names of its files.</summary>
    public string[] Names => [.. _place.GetFiles().Select(file => file.Name).Order()];

    /// <summary>Removes it.</summary>
    public void Dispose() => _place.Delete(recursive: true);
}
