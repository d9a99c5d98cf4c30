using System.IO.Compression;
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
        var parts = Resource("page.html").Split("{{", StringSplitOptions.None);
        output.Write(parts[0]);
        foreach (var part in parts.Skip(1))
        {
            var end = part.IndexOf("}}", StringComparison.Ordinal);
            output.Write(part[..end] switch
            {
                "title" => System.Net.WebUtility.HtmlEncode(title),
                "figure" => Figure(scenes, theme, title),
                "plotly" => Compressed(plotly),
                "style" => Resource("page.css"),
                var script => Resource(script + ".js"),
            });
            output.Write(part[(end + 2)..]);
        }
    }

    /// <summary>The data of the page as JSON; the writer escapes everything that could end a script element.</summary>
    private static string Figure(IReadOnlyList<Scene> scenes, Theme theme, string title)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) new FigureJson(json).Write(scenes, theme, title);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Compressed(Stream plotly)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) plotly.CopyTo(gzip);
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlPicture).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
