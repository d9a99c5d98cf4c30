using System.ComponentModel;

namespace PSOptimize.PowerShell.Tests.Browser;

/// <summary>A test that needs Node.js, Plotly.js and Chromium; without them it is skipped and says what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(FindMissing);

    /// <summary>Skips the test if something is missing.</summary>
    public BrowserFactAttribute() => Skip = WhyNot;

    internal static string? WhyNot => Missing.Value;

    internal static string? Chromium { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private static string? FindMissing()
    {
        if (Chromium is null) return "No Chromium is on the path (Debian's package is called chromium).";
        if (!File.Exists(Path.Combine(Path.GetDirectoryName(Repository.Module)!, "assets", "plotly.min.js")))
            return "The build could not fetch Plotly.js with npm.";
        try
        {
            PageVisit.Run("npm", PageVisit.Scripts, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            return null;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            return $"npm could not fetch playwright-core: {error.Message}";
        }
    }
}
