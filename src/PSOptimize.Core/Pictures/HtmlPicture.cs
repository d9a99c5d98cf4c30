using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace PSOptimize.Pictures;

/// <summary>A page of runs that works without a network: the race on the landscape in two and three dimensions, convergence, final points.</summary>
public static class HtmlPicture
{
    /// <summary>So many grid points of a landscape along each coordinate keep a page small and its contours smooth.</summary>
    public const int Resolution = 140;

    /// <summary>Writes the page, one file with all that it needs.</summary>
    /// <param name="scenes">At least one.</param>
    /// <param name="theme">The colours; with <see cref="Theme.Light"/> the page follows the reader's preference for light or dark.</param>
    /// <param name="title">Above the page.</param>
    /// <param name="plotly">The script of Plotly.js 4; it goes into the page compressed.</param>
    /// <param name="output">Where to.</param>
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

    /// <summary>The data of the page; the writer escapes whatever could end a script element.</summary>
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
