namespace PSOptimize.Benchmarks;

/// <summary>The repository that the benchmarks run in, some folder below its root.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    private static string Find(DirectoryInfo? folder) => folder is null ? throw new InvalidOperationException("The benchmarks run within the repository.")
        : folder.GetFiles("PSOptimize.sln").Length > 0 ? folder.FullName
        : Find(folder.Parent);
}
