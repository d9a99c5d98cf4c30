using System.Text.Json;

namespace PSOptimize.PowerShell.Tests.Pester;

/// <summary>The Pester files of this project.</summary>
internal static class PesterFile
{
    private static readonly string Folder = Repository.File("tests", "PSOptimize.PowerShell.Tests");

    /// <summary>All files <c>*.Tests.ps1</c> except those in Bridge, as paths from the folder of the project.</summary>
    public static IEnumerable<string> All => Directory.GetFiles(Folder, "*.Tests.ps1", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
        .Where(file => file.Split('/')[0] is not ("bin" or "obj" or "Bridge"))
        .Order(StringComparer.Ordinal);

    /// <summary>Runs a file. There is always a result: a file in which nothing ran has failed.</summary>
    public static IReadOnlyList<PesterResult> Run(string file)
    {
        var report = Path.GetTempFileName();
        try
        {
            var (_, text, errors) = Shell.Run("-File", Path.Combine(Folder, "Invoke-PesterFile.ps1"), Path.Combine(Folder, file), report);
            var json = File.ReadAllText(report);
            if (json.Length == 0) return [new("", "Failed", 0, $"Pester gave no report. {text}{errors}")];
            var results = JsonSerializer.Deserialize<PesterResult[]>(json)!;
            return results.Length > 0 ? results : [new("", "Failed", 0, $"No test ran. {text}{errors}")];
        }
        finally
        {
            File.Delete(report);
        }
    }
}
