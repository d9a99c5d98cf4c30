namespace PSOptimize.Pictures;

/// <summary>The colours of a picture, as <c>#rrggbb</c>.</summary>
public sealed record Theme
{
    private static readonly string[] Patterns = ["", "6 3", "2 2.5", "8 3 2 3"];

    private Theme() { }

    /// <summary>The name by which a cmdlet knows it.</summary>
    public required string Name { get; init; }

    /// <summary>Behind everything.</summary>
    public required string Background { get; init; }

    /// <summary>Text and frames.</summary>
    public required string Ink { get; init; }

    /// <summary>Names of axes and other text of less weight.</summary>
    public required string Muted { get; init; }

    /// <summary>Grid lines.</summary>
    public required string Grid { get; init; }

    /// <summary>Colours of a landscape from its best value to its worst, at least two, at even distances.</summary>
    public required IReadOnlyList<string> Heights { get; init; }

    /// <summary>Colours of the paths, in the order in which they are given out.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Dark on white. The paths have the colours of M. Okabe and K. Ito, Color Universal Design (2008), which the colour-blind can tell apart.</summary>
    public static Theme Light { get; } = new()
    {
        Name = "Light", Background = "#ffffff", Ink = "#1b2733", Muted = "#5b6875", Grid = "#dfe5ea",
        Heights = ["#ffffff", "#e3eaf1", "#c3d0dd", "#9db0c4"],
        Paths = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"],
    };

    /// <summary>Light on nearly black, with the same colours of paths but for the dark ones.</summary>
    public static Theme Dark { get; } = new()
    {
        Name = "Dark", Background = "#10161d", Ink = "#e6edf3", Muted = "#9aa7b4", Grid = "#2b3642",
        Heights = ["#0b1016", "#1c2733", "#33414f", "#566676"],
        Paths = ["#56b4e9", "#e8743b", "#1fc498", "#e293c0", "#e69f00", "#f0e442", "#ffffff"],
    };

    /// <summary>The colours in which courses show gradient descent, momentum, AdaGrad, RMSProp and Adam: cyan, magenta, white, green, blue.</summary>
    public static Theme Course { get; } = Dark with { Name = "Course", Paths = ["#00e5ff", "#ff40ff", "#ffffff", "#3ddc4b", "#5c8dff"] };

    /// <summary>All themes.</summary>
    public static IReadOnlyList<Theme> All { get; } = [Light, Dark, Course];

    /// <summary>The colour of the path of a number.</summary>
    /// <param name="index">From 0; past the last colour they come again with another <see cref="Dashes"/>.</param>
    public string Path(int index) => Paths[index % Paths.Count];

    /// <summary>The dash pattern of the path of a number, as SVG writes it; empty for an unbroken line.</summary>
    /// <param name="index">From 0.</param>
    public string Dashes(int index) => Patterns[index / Paths.Count % Patterns.Length];

    /// <summary>The colour of a height.</summary>
    /// <param name="place">From 0, the best, to 1, the worst.</param>
    public string Height(double place)
    {
        var position = Math.Clamp(place, 0, 1) * (Heights.Count - 1);
        var index = Math.Min((int)position, Heights.Count - 2);
        var (from, to) = (Parts(Heights[index]), Parts(Heights[index + 1]));
        return "#" + string.Concat(from.Zip(to, (a, b) => ((int)Math.Round(a + ((b - a) * (position - index)))).ToString("x2", null)));
    }

    /// <summary>Red, green and blue of a colour, each from 0 to 255.</summary>
    internal static int[] Parts(string colour) => [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(colour.Substring(1 + (2 * i), 2), 16))];
}
