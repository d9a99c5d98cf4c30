namespace PSOptimize.Tests;

/// <summary>What a formatter would say of the text of the repository.</summary>
public class LineTests
{
    private const int Widest = 140;

    private static readonly string[] Folders = ["src", "tests", "examples", "module"];
    private static readonly string[] Endings = [".cs", ".fs", ".fsx", ".ps1", ".psm1", ".psd1"];

    private static IEnumerable<string> Files => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
        .Where(file => Endings.Contains(Path.GetExtension(file)))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    [Fact]
    public void No_line_is_wider_than_140_columns() => Assert.Empty(Wrong(line => line.Length > Widest));

    [Fact]
    public void No_line_ends_in_white_space_or_has_a_tabulator() =>
        Assert.Empty(Wrong(line => line.Contains('\t') || line != line.TrimEnd()));

    [Fact]
    public void There_are_files_to_look_at() => Assert.True(Files.Count() > 500);

    private static IEnumerable<string> Wrong(Func<string, bool> wrong) => Files.SelectMany(file => File.ReadLines(file)
        .Select((line, index) => (line, index))
        .Where(at => wrong(at.line))
        .Select(at => $"{Path.GetRelativePath(Repository.Root, file)}:{at.index + 1}"));
}
