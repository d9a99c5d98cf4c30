namespace PSOptimize.Pictures;

/// <summary>One chart of an SVG picture.</summary>
/// <param name="Scene">The scene that it shows.</param>
internal abstract record SvgChart(Scene Scene)
{
    /// <summary>The charts of a scene, the most informative first.</summary>
    public static IReadOnlyList<SvgChart> ForScene(Scene scene)
    {
        List<SvgChart> charts = [];
        if (scene.Landscape is not null) charts.Add(new SvgLandscape(scene));
        if (scene.Fit is not null && scene.Landscape is null) charts.Add(new SvgFit(scene, scene.Fit));
        if (scene.Classes is { } classes)
            charts.AddRange(classes.Decisions.Take(4).Select(decision => new SvgDecision(scene, classes, decision)));
        charts.Insert(Math.Min(1, charts.Count), new SvgConvergence(scene));
        if (scene.Fit is not null && scene.Landscape is not null) charts.Add(new SvgFit(scene, scene.Fit));
        if (scene.Learning is not null) charts.Add(new SvgLearning(scene, scene.Learning));
        return charts;
    }

    /// <summary>Draws the chart into a rectangle, which has room around it for the labels of the axes.</summary>
    /// <param name="pen">Writes the shapes.</param>
    /// <param name="place">The rectangle.</param>
    /// <param name="id">An identifier that is unique within the picture.</param>
    public abstract void Draw(SvgPen pen, Place place, string id);

    /// <summary>A rectangle, in pixels of the picture.</summary>
    internal readonly record struct Place(double Left, double Top, double Width, double Height)
    {
        public Panel With(Axis horizontal, Axis vertical) => new(Left, Top, Width, Height, horizontal, vertical);

        /// <summary>A part of the rectangle, between two fractions of its height.</summary>
        public Place Part(double from, double to) => this with { Top = Top + (from * Height), Height = (to - from) * Height };
    }
}
