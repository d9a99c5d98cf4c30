using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PSOptimize.Pictures;

/// <summary>
/// A self-contained HTML page of runs: an animation on the landscape in two and three dimensions, the convergence, the final points, and
/// views of data.
/// </summary>
public static class HtmlPicture
{
    /// <summary>
    /// The recommended number of grid points per coordinate, 140: a compromise between the size of the page and smooth contours.
    /// </summary>
    public const int Resolution = 140;

    private static readonly string[] Scripts = ["tools", "race", "curves", "data", "start"];

    /// <summary>Writes the page as a single file.</summary>
    /// <param name="scenes">At least one scene.</param>
    /// <param name="theme">The colours; with <see cref="Theme.Light"/> the page follows the reader's preference for light or dark.</param>
    /// <param name="title">The title of the page.</param>
    /// <param name="plotly">The script of Plotly.js 4, which is compressed and embedded in the page.</param>
    /// <param name="output">The writer of the page.</param>
    public static void Write(IReadOnlyList<Scene> scenes, Theme theme, string title, Stream plotly, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentNullException.ThrowIfNull(theme);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(plotly);
        ArgumentNullException.ThrowIfNull(output);
        using var library = new MemoryStream();
        plotly.CopyTo(library);
        var script = string.Join('\n', Scripts.Select(name => Resource(name + ".js")));
        var parts = Resource("page.html").Split("{{", StringSplitOptions.None);
        output.Write(parts[0]);
        foreach (var part in parts.Skip(1))
        {
            var end = part.IndexOf("}}", StringComparison.Ordinal);
            output.Write(part[..end] switch
            {
                "title" => System.Net.WebUtility.HtmlEncode(title),
                "policy" => $"default-src 'none'; script-src {Hash(Encoding.UTF8.GetBytes(script))} {Hash(library.ToArray())}; "
                    + "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
                "figure" => Figure(scenes, theme, title),
                "plotly" => Compressed(library),
                "style" => Resource("page.css"),
                _ => script,
            });
            output.Write(part[(end + 2)..]);
        }
    }

    /// <summary>What a Content-Security-Policy calls a script, so that the browser runs it and no other.</summary>
    private static string Hash(byte[] script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(script))}'";

    /// <summary>The data of the page as JSON; the writer escapes everything that could end a script element.</summary>
    private static string Figure(IReadOnlyList<Scene> scenes, Theme theme, string title)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) new FigureJson(json, theme).Write(scenes, title);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Compressed(MemoryStream plotly)
    {
        plotly.Position = 0;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) plotly.CopyTo(gzip);
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlPicture).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        // Browsers read every end of a line as this one, also before they hash a script.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
