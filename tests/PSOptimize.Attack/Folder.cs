namespace PSOptimize.Attack;

/// <summary>A folder that is there as long as a test needs it.</summary>
/// <param name="inMemory">Whether it is where flushing to a disk costs nothing, if there is such a place.</param>
internal sealed class Folder(bool inMemory = false) : IDisposable
{
    private readonly DirectoryInfo _place = inMemory && Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory($"/dev/shm/attack{Path.GetRandomFileName()}")
        : Directory.CreateTempSubdirectory("attack");

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => Path.Combine(_place.FullName, name);

    /// <summary>The names of its files.</summary>
    public string[] Names => [.. _place.GetFiles().Select(file => file.Name).Order()];

    /// <summary>Removes it.</summary>
    public void Dispose() => _place.Delete(recursive: true);
}
