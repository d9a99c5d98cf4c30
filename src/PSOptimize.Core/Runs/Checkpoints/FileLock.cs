namespace PSOptimize.Runs.Checkpoints;

/// <summary>A file beside another one, by which one writer at a time, in whatever process, has that one to itself.</summary>
internal static class FileLock
{
    /// <summary>Takes the lock, until the result is disposed.</summary>
    /// <param name="path">The file that is to be written.</param>
    /// <param name="inUse">What to say if somebody else has it.</param>
    /// <exception cref="CheckpointException">Somebody else has it.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static FileStream Take(string path, string inUse)
    {
        try
        {
            return new FileStream(
                path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (File.Exists(path + ".lock"))
        {
            throw new CheckpointException(CheckpointError.InUse, inUse, error);
        }
    }
}
