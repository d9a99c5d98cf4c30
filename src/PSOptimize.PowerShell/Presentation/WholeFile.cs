using System.Text;

namespace PSOptimize.Presentation;

/// <summary>Writes files as a whole: after a failure, the old file is as it was.</summary>
internal static class WholeFile
{
    /// <summary>
    /// Writes a text in UTF-8 beside the file and moves it there, onto the disk before the name. A symbolic link keeps pointing to its
    /// target, which is what is replaced, and on Unix the file keeps its permissions.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written, for example because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written to.</exception>
    public static void Write(string path, string text)
    {
        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var fresh = Path.Combine(Path.GetDirectoryName(target)!, Path.GetRandomFileName() + ".tmp");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows() && File.Exists(target)) options.UnixCreateMode = File.GetUnixFileMode(target);
            using (var stream = new FileStream(fresh, options))
            {
                using (var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true)) writer.Write(text);
                stream.Flush(flushToDisk: true);
            }
            File.Move(fresh, target, overwrite: true);
        }
        catch (Exception error)
        {
            File.Delete(fresh);
            // What .NET says of a file that is longer than a limit permits.
            if (error is ArgumentOutOfRangeException) throw new IOException(error.Message, error);
            throw;
        }
    }
}
