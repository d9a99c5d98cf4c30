namespace PSOptimize.PowerShell.Tests;

/// <summary>Where the files of the repository are.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution, above the folder that the tests run in.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The folder with these tests.</summary>
    public static string Tests { get; } = Path.Combine(Root, "tests", "PSOptimize.PowerShell.Tests");

    /// <summary>The manifest of the module that the build laid out.</summary>
    public static string Module { get; } = Path.Combine(Root, "out", "PSOptimize", "PSOptimize.psd1");

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("The tests run outside the repository: no PSOptimize.sln above them.")
        : File.Exists(Path.Combine(folder.FullName, "PSOptimize.sln")) ? folder.FullName
        : Find(folder.Parent);
}
