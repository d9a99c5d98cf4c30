using PSOptimize.Differentiation;

namespace PSOptimize.Runs.Checkpoints;

/// <summary>Files of text that are read as a whole, while another process may have them open.</summary>
internal static class TextFile
{
    /// <summary>Opens a file to read it.</summary>
    /// <param name="path">The file; a pipe is as good.</param>
    /// <exception cref="IOException">It cannot be read, or it is a device, which has no end.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // A device has no length, and still bytes.
        if (!file.CanSeek || file.Length > 0 || file.ReadByte() < 0) return file;
        file.Dispose();
        throw new IOException($"{path} is a device: give a file.");
    }

    /// <summary>The text of a file. Waiting for it can be interrupted: it may be a pipe into which nobody writes.</summary>
    /// <inheritdoc cref="Open" path="/param"/>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static string Read(string path) => Interruption.Await(() =>
    {
        using var file = Open(path);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    });
}
