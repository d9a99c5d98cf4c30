namespace PSOptimize.Pictures;

/// <summary>The colours of a picture, as <c>#rrggbb</c>.</summary>
public sealed record Theme
{
    private static readonly string[] Patterns = ["", "6 3", "2 2.5", "8 3 2 3"];

    private Theme() { }

    /// <summary>The name of the theme, as in the cmdlets.</summary>
    public required string Name { get; init; }

    /// <summary>The background colour.</summary>
    public required string Background { get; init; }

    /// <summary>The colour of text and frames.</summary>
    public required string Ink { get; init; }

    /// <summary>The colour of axis labels and other secondary text.</summary>
    public required string Muted { get; init; }

    /// <summary>The colour of grid lines.</summary>
    public required string Grid { get; init; }

    /// <summary>The colours of a landscape from its best value to its worst, at least two, evenly spaced.</summary>
    public required IReadOnlyList<string> Heights { get; init; }

    /// <summary>The colours of the paths, in the order in which they are assigned.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>
    /// Dark on white. The paths have the colours of Okabe and Ito 2008, "Color Universal Design", which colour-blind readers can
    /// distinguish.
    /// </summary>
    public static Theme Light { get; } = new()
    {
        Name = "Light", Background = "#ffffff", Ink = "#1b2733", Muted = "#5b6875", Grid = "#dfe5ea",
        Heights = ["#ffffff", "#e3eaf1", "#c3d0dd", "#9db0c4"],
        Paths = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"],
    };

    /// <summary>Light on almost black, with similar path colours, of which the dark ones are replaced.</summary>
    public static Theme Dark { get; } = new()
    {
        Name = "Dark", Background = "#10161d", Ink = "#e6edf3", Muted = "#9aa7b4", Grid = "#2b3642",
        Heights = ["#0b1016", "#1c2733", "#33414f", "#566676"],
        Paths = ["#56b4e9", "#e8743b", "#1fc498", "#e293c0", "#e69f00", "#f0e442", "#ffffff"],
    };

    /// <summary>
    /// The colours that courses use for gradient descent, momentum, AdaGrad, RMSProp and Adam: cyan, magenta, white, green, blue.
    /// </summary>
    public static Theme Course { get; } = Dark with { Name = "Course", Paths = ["#00e5ff", "#ff40ff", "#ffffff", "#3ddc4b", "#5c8dff"] };

    /// <summary>All themes.</summary>
    public static IReadOnlyList<Theme> All { get; } = [Light, Dark, Course];

    /// <summary>The colour of a path.</summary>
    /// <param name="index">
    /// The index of the path, from 0; after the last colour, the colours repeat with other <see cref="Dashes"/>.
    /// </param>
    public string Path(int index) => Paths[index % Paths.Count];

    /// <summary>The SVG dash pattern of a path; empty for a solid line.</summary>
    /// <param name="index">The index of the path, from 0.</param>
    public string Dashes(int index) => Patterns[index / Paths.Count % Patterns.Length];

    /// <summary>The colour of a value of the landscape.</summary>
    /// <param name="place">The position of the value, from 0 (the best) to 1 (the worst).</param>
    public string Height(double place)
    {
        var position = Math.Clamp(place, 0, 1) * (Heights.Count - 1);
        var index = Math.Min((int)position, Heights.Count - 2);
        var (from, to) = (Parts(Heights[index]), Parts(Heights[index + 1]));
        return "#" + string.Concat(from.Zip(to, (a, b) => ((int)Math.Round(a + ((b - a) * (position - index)))).ToString("x2", null)));
    }

    /// <summary>The red, green and blue components of a colour, each from 0 to 255.</summary>
    internal static int[] Parts(string colour) =>
        [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(colour.Substring(1 + (2 * i), 2), 16))];
}
