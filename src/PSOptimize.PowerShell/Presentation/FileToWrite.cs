using System.Management.Automation;

namespace PSOptimize.Presentation;

/// <summary>The file that a cmdlet with -Path and -LiteralPath writes.</summary>
internal static class FileToWrite
{
    /// <summary>The full path of the file; ends the command if there is none.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="given">The path; one with wildcards stands for the one file that matches it.</param>
    /// <param name="isLiteral">Whether each character of the path stands for itself.</param>
    public static string Of(PSCmdlet cmdlet, string given, bool isLiteral)
    {
        var paths = cmdlet.SessionState.Path;
        if (isLiteral || !WildcardPattern.ContainsWildcardCharacters(given))
        {
            // Without wildcards a backtick still protects the character after it, as everywhere in PowerShell.
            var plain = isLiteral ? given : WildcardPattern.Unescape(given);
            var file = paths.GetUnresolvedProviderPathFromPSPath(plain, out var provider, out _);
            if (provider.Name != "FileSystem") cmdlet.ThrowTerminatingError(PictureErrors.NotAFile(given));
            return file;
        }
        try
        {
            var found = paths.GetResolvedProviderPathFromPSPath(given, out var home);
            if (home.Name != "FileSystem") cmdlet.ThrowTerminatingError(PictureErrors.NotAFile(given));
            if (found is [var one]) return one;
            cmdlet.ThrowTerminatingError(PictureErrors.NotOneFile(given, found.Count));
        }
        catch (ItemNotFoundException)
        {
            cmdlet.ThrowTerminatingError(PictureErrors.NotOneFile(given, 0));
        }
        return given;
    }
}
