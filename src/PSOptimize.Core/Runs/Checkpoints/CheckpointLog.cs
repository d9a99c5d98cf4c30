using System.Text;

namespace PSOptimize.Runs.Checkpoints;

/// <summary>
/// A checkpoint file that a run appends to, so that all writes together cost what the run has produced. One run at a time has it open.
/// </summary>
/// <remarks>
/// The first write makes the file beside its place and moves it there; if most of it has become stale, it is made anew likewise. So a
/// reader finds a whole file at any moment. Each write is flushed to the disk.
/// </remarks>
internal sealed class CheckpointLog : IDisposable
{
    // A file of less than this stays as it is, however much of it is stale.
    private const long SmallFile = 1 << 20;

    private readonly string _path;
    private readonly FileStream _lock;
    private FileStream? _file;
    private string _digest = "";
    private long _length;
    private long _begun;
    private StoredRows _stored = StoredRows.None;

    private CheckpointLog(string path, FileStream heldLock) => (_path, _lock) = (path, heldLock);

    /// <summary>Opens a file to write, and writes nothing yet.</summary>
    /// <param name="path">The file; a symbolic link stands for its target.</param>
    /// <param name="replace">Whether the file may hold another run, which the first write then replaces.</param>
    /// <exception cref="CheckpointException">The file cannot be written, holds a run, or is in use by another one.</exception>
    public static CheckpointLog Open(string path, bool replace)
    {
        CheckpointLog? log = null;
        try
        {
            if (new FileInfo(path).LinkTarget is not null)
                path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            if (Directory.Exists(path)) throw new IOException("It is a directory");
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
                throw new IOException($"The folder {folder} does not exist");
            log = new CheckpointLog(path, FileLock.Take(
                path, $"Another run is writing {path}: give each run its own file, or wait for that one."));
            if (!replace && File.Exists(path))
                throw new CheckpointException(CheckpointError.Exists,
                    $"{path} exists: resume the run in it, give another file, or replace it with -Force.");
            using (log.NewFile()) { }
            return log;
        }
        catch (Exception error) when (IsOfDisk(error) || error is CheckpointException)
        {
            log?.Dispose();
            throw error as CheckpointException ?? NotWritable(path, error);
        }
    }

    /// <summary>Appends the state of the run and the rows that it has recorded since the last write.</summary>
    /// <exception cref="CheckpointException">The file cannot be written; what it held before is still whole.</exception>
    public void Append(Checkpoint checkpoint)
    {
        try
        {
            if (_file is null || (_length > SmallFile && _length > 4 * _begun)) Begin(checkpoint);
            else Continue(checkpoint);
        }
        catch (Exception error) when (IsOfDisk(error))
        {
            throw NotWritable(_path, error);
        }
    }

    public void Dispose()
    {
        Action[] ends = [() => _file?.Dispose(), _lock.Dispose, () => File.Delete(Fresh)];
        foreach (var end in ends)
        {
            try
            {
                end();
            }
            catch (Exception error) when (IsOfDisk(error))
            {
                // The disk is no longer writable; what is left there is empty, and the run goes on.
            }
        }
    }

    private string Fresh => _path + ".new";

    /// <summary>An empty file beside the place of the checkpoint: a new one, whatever stands under its name.</summary>
    private FileStream NewFile()
    {
        File.Delete(Fresh);
        return new FileStream(Fresh, FileMode.CreateNew, FileAccess.Write);
    }

    private void Begin(Checkpoint checkpoint)
    {
        var head = CheckpointFile.Head(checkpoint, out var digest);
        var line = CheckpointFile.Line(checkpoint, StoredRows.None, ref digest);
        using (var fresh = NewFile())
        {
            fresh.Write(Encoding.UTF8.GetBytes(head));
            fresh.Write(line);
            fresh.Flush(flushToDisk: true);
        }
        _file?.Dispose();
        _file = null;
        File.Move(Fresh, _path, overwrite: true);
        _file = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.Read | FileShare.Delete);
        _length = _begun = _file.Length;
        _file.Position = _length;
        (_digest, _stored) = (digest, checkpoint.Settled);
    }

    private void Continue(Checkpoint checkpoint)
    {
        var digest = _digest;
        var bytes = CheckpointFile.Line(checkpoint, _stored, ref digest);
        try
        {
            _file!.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
        catch (Exception error) when (IsOfDisk(error))
        {
            // The next write begins where this one did.
            _file!.SetLength(_length);
            _file.Position = _length;
            throw;
        }
        _length += bytes.Length;
        (_digest, _stored) = (digest, checkpoint.Settled);
    }

    /// <summary>Whether an error is one of the disk: the last is what .NET says of a file that is longer than a limit permits.</summary>
    private static bool IsOfDisk(Exception error) => error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    private static CheckpointException NotWritable(string path, Exception error) => new(CheckpointError.NotWritable,
        $"{path} cannot be written: {error.Message.TrimEnd('.')}. Give a file in a folder that exists, with free space.", error);
}
