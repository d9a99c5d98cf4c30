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

    /// <summary>The full paths of the files that a path with wildcards matches; of one without them, itself.</summary>
    /// <param name="cmdlet">The command, whose session has the location.</param>
    /// <param name="path">The path; the name of a file that exists is no pattern.</param>
    /// <exception cref="ArgumentException">No file matches, or the path is of another kind, such as env: or variable:.</exception>
    public static IReadOnlyList<string> Matching(PSCmdlet cmdlet, string path)
    {
        var plain = Of(cmdlet, path);
        if (File.Exists(plain) || !WildcardPattern.ContainsWildcardCharacters(path)) return [plain];
        var found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
        return found.Count > 0 ? found : throw new ArgumentException($"No file matches {path}: look for the names with Get-ChildItem.");
    }
}
