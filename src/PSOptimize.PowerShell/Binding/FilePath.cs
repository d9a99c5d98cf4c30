using System.Management.Automation;

namespace PSOptimize.Binding;

/// <summary>Paths of files as a user gives them: relative to the location of the session, or with ~ or a drive of it.</summary>
internal static class FilePath
{
    /// <summary>The full path of a file, which need not exist.</summary>
    /// <param name="cmdlet">The command, whose session has the location.</param>
    /// <param name="path">The path, in which nothing is a wildcard.</param>
    /// <exception cref="ArgumentException">The path is of another kind, such as env: or variable:.</exception>
    public static string Of(PSCmdlet cmdlet, string path)
    {
        var file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem" ? file
            : throw new ArgumentException($"{path} is not a file but a path of {provider.Name}: give the path of a file.");
    }
}
