namespace PSOptimize.Pictures;

/// <summary>The colours of a picture, as <c>#rrggbb</c>.</summary>
public sealed record Theme
{
    /// <summary>How far the darkest shade goes to the colour of text, and the lightest one to the background.</summary>
    private const double MostInked = 0.6;
    private const double MostFaded = 0.6;

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
    /// The colours that courses use for gradient descent, momentum, AdaGrad, RMSProp and Adam: cyan, magenta, white, green, blue; then
    /// orange and violet.
    /// </summary>
    public static Theme Course { get; } = Dark with
    {
        Name = "Course",
        Paths = ["#00e5ff", "#ff40ff", "#ffffff", "#3ddc4b", "#5c8dff", "#ff9f1c", "#c792ff"],
    };

    /// <summary>All themes.</summary>
    public static IReadOnlyList<Theme> All { get; } = [Light, Dark, Course];

    /// <summary>The colour of a class of data, or of a path in its pure colour.</summary>
    /// <param name="index">The index of the colour, from 0; after the last one, they repeat.</param>
    public string Path(int index) => Paths[index % Paths.Count];

    /// <summary>The colour of a path.</summary>
    /// <param name="look">How it is drawn.</param>
    public string Path(Look look)
    {
        if (look.Hue < 0) return Mixed(Ink, Background, MostFaded * (look.Shade + 1) / 2);
        var colour = Path(look.Hue);
        var parts = Parts(colour);
        // Black and white fade to one side only.
        if (parts.Max() - parts.Min() < 30) return Mixed(colour, Background, look.Shade == 0 ? 0 : MostFaded * (3 + (2 * look.Shade)) / 5);
        return look.Shade < 0 ? Mixed(colour, Ink, -MostInked * look.Shade) : Mixed(colour, Background, MostFaded * look.Shade);
    }

    /// <summary>The SVG dash pattern of a path; empty for a solid line.</summary>
    /// <param name="look">How it is drawn.</param>
    public static string Dashes(Look look) => Patterns[look.Dash % Patterns.Length];

    /// <summary>The colour of a value of the landscape.</summary>
    /// <param name="place">The position of the value, from 0 (the best) to 1 (the worst).</param>
    public string Height(double place)
    {
        var position = Math.Clamp(place, 0, 1) * (Heights.Count - 1);
        var index = Math.Min((int)position, Heights.Count - 2);
        return Mixed(Heights[index], Heights[index + 1], position - index);
    }

    /// <summary>A colour between two.</summary>
    private static string Mixed(string from, string to, double share) => "#" + string.Concat(Parts(from).Zip(Parts(to),
        (a, b) => ((int)Math.Round(a + ((b - a) * share))).ToString("x2", null)));

    /// <summary>The red, green and blue components of a colour, each from 0 to 255.</summary>
    internal static int[] Parts(string colour) =>
        [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(colour.Substring(1 + (2 * i), 2), 16))];
}
