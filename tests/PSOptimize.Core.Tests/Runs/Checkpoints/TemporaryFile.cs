namespace PSOptimize.Tests.Runs.Checkpoints;

/// <summary>The name of a file in a new temporary directory, which is deleted when this is disposed.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("psoptimize-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "run.json");

    public string[] Names => [.. _directory.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _directory.Delete(recursive: true);
}
