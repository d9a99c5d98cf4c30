using System.Text;

namespace PSOptimize.Presentation;

/// <summary>
/// A file that is written as a whole: its text in UTF-8 goes beside its place, under a name that nobody knows, and is moved there when it
/// is complete, onto the disk before the name. After a failure the old file is as it was.
/// </summary>
/// <remarks>A symbolic link keeps pointing to its target, which is what is replaced, and on Unix the file keeps its permissions.</remarks>
internal sealed class WholeFile : IDisposable
{
    private readonly string _target;
    private readonly string _fresh;
    private readonly StreamWriter _text;

    /// <summary>Begins to write.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written to.</exception>
    public WholeFile(string path)
    {
        var file = new FileInfo(path);
        _target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        if (Directory.Exists(_target)) throw new IOException($"{path} is a folder: name a file in it.");
        _fresh = Path.Combine(Path.GetDirectoryName(_target)!, Path.GetRandomFileName() + ".tmp");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && File.Exists(_target)) options.UnixCreateMode = File.GetUnixFileMode(_target);
        _text = new StreamWriter(new FileStream(_fresh, options), new UTF8Encoding(false));
    }

    /// <summary>Writes a text into a file.</summary>
    /// <exception cref="IOException">The file cannot be written, for example because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written to.</exception>
    public static void Write(string path, string text)
    {
        using var file = new WholeFile(path);
        file.Write(text);
        file.Complete();
    }

    /// <summary>Writes a part of the text.</summary>
    public void Write(string text) => Try(() => _text.Write(text));

    /// <summary>Puts the file into its place.</summary>
    public void Complete() => Try(() =>
    {
        _text.Flush();
        ((FileStream)_text.BaseStream).Flush(flushToDisk: true);
        _text.Dispose();
        File.Move(_fresh, _target, overwrite: true);
    });

    /// <summary>Leaves what was not completed.</summary>
    public void Dispose()
    {
        try
        {
            _text.Dispose();
        }
        catch (Exception error) when (error is IOException or ArgumentOutOfRangeException)
        {
            // What is left in the buffer has no place on the disk, and is not wanted.
        }
        finally
        {
            File.Delete(_fresh);
        }
    }

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (ArgumentOutOfRangeException error)
        {
            // What .NET says of a file that is longer than a limit permits.
            throw new IOException(error.Message, error);
        }
    }
}
