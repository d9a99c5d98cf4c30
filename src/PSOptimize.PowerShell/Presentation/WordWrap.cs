namespace PSOptimize.Presentation;

/// <summary>Breaks text between words. PowerShell itself breaks it anywhere, in the middle of a word too.</summary>
internal static class WordWrap
{
    private const int Narrowest = 20;

    /// <summary>The text in lines that fit the terminal; as it is if the output goes elsewhere, where its width is not known.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">The column at which it begins, from 0.</param>
    public static string InTerminal(string text, int indent) => TerminalWidth() is { } width
        ? string.Join('\n', text.Split('\n').Select(line => Break(line, width - indent - 1))) : text;

    /// <summary>A line with a line break in place of a blank wherever a line would be longer than a width.</summary>
    private static string Break(string text, int width)
    {
        var (lines, line) = (new List<string>(), "");
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Math.Max(width, Narrowest))
            {
                lines.Add(line);
                line = word;
            }
            else line = line.Length > 0 ? $"{line} {word}" : word;
        }
        lines.Add(line);
        return string.Join('\n', lines);
    }

    private static int? TerminalWidth()
    {
        try
        {
            return !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : null;
        }
        catch (IOException)
        {
            // The host has no console.
            return null;
        }
    }
}
