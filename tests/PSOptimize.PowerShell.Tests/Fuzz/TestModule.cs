namespace PSOptimize.Tests.Fuzz;

/// <summary>The module that the build laid out.</summary>
internal static class TestModule
{
    public static string Manifest { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var manifest = Path.Combine(folder.FullName, "out", "PSOptimize", "PSOptimize.psd1");
            if (File.Exists(manifest))
                return manifest;
        }

        throw new FileNotFoundException("The module is not built: run dotnet build.");
    }
}
