namespace PSOptimize;

/// <summary>Where the files of the repository are.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution, above the folder that the program runs in.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The manifest of the module that the build laid out.</summary>
    public static string Module { get; } = File("out", "PSOptimize", "PSOptimize.psd1");

    /// <summary>A file or folder by its path from the root.</summary>
    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("The program runs outside the repository: no PSOptimize.sln above it.")
        : folder.GetFiles("PSOptimize.sln").Length > 0 ? folder.FullName
        : Find(folder.Parent);
}
