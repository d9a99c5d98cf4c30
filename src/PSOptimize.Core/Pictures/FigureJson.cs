using System.Globalization;
using System.Text.Json;
using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>Writes the data that the script of a page draws, as JSON. NaN and infinities become null.</summary>
internal sealed partial class FigureJson(Utf8JsonWriter json, Theme theme)
{
    /// <summary>The largest number of coordinates of the final points; more, such as the weights of a network, say nothing.</summary>
    private const int MostFinalCoordinates = 16;

    private readonly Theme _dark = theme == Theme.Light ? Theme.Dark : theme;

    public void Write(IReadOnlyList<Scene> scenes, string title) => Object(null, () =>
    {
        json.WriteString("title", title);
        json.WriteString("scheme", theme == Theme.Light ? "auto" : "dark");
        Object("themes", () =>
        {
            WriteTheme("light", Theme.Light);
            WriteTheme("dark", _dark);
        });
        Array("scenes", scenes, WriteScene);
    });

    private void WriteTheme(string name, Theme colours) => Object(name, () =>
    {
        json.WriteString("background", colours.Background);
        json.WriteString("ink", colours.Ink);
        json.WriteString("muted", colours.Muted);
        json.WriteString("grid", colours.Grid);
        json.WriteString("contour", $"rgba({string.Join(',', Theme.Parts(colours.Muted))},0.45)");
        json.WriteString("relief", colours.Height(name == "light" ? 1.0 : 0.9));
        Array("heights", colours.Heights, json.WriteStringValue);
        Array("paths", colours.Paths, json.WriteStringValue);
    });

    private void WriteScene(Scene scene) => Object(null, () =>
    {
        var drawn = scene.Landscape is not null;
        var dimension = scene.CoordinateNames.Count;
        int[] final = dimension <= MostFinalCoordinates ? [.. Enumerable.Range(0, dimension)] : [];
        json.WriteString("name", scene.Objective.Name);
        json.WriteBoolean("maximize", scene.Objective.Maximize);
        Array("coordinates", drawn ? scene.CoordinateNames : [], json.WriteStringValue);
        Array("metrics", scene.Objective.MetricNames, json.WriteStringValue);
        json.WriteNumber("pixel", scene.Pixel);
        Array("legend", scene.Legend, row => Object(null, () =>
        {
            json.WriteString("title", row.Title);
            Array("entries", row.Entries, entry => Object(null, () =>
            {
                json.WriteString("name", entry.Name);
                WriteLook(entry.Look);
                Array("tracks", entry.Tracks, json.WriteNumberValue);
            }));
        }));
        json.WriteString("legendNote", scene.LegendNote);
        Object("final", () => Array("names", final.Select(i => scene.CoordinateNames[i]), json.WriteStringValue));
        if (drawn) WriteLandscape(scene);
        else json.WriteNull("landscape");
        Array("minimizers", scene.Minimizers.AsSeq().Where(_ => drawn), point =>
            Numbers(null, point.Count > 1 ? point.AsSeq() : [point[0], scene.Objective.Value(point)]));
        WriteFit(scene.Fit);
        WriteClasses(scene.Classes);
        WriteLearning(scene.Learning);
        Array("tracks", scene.Tracks, track => WriteTrack(track, scene, final));
    });

    private void WriteLandscape(Scene scene) => Object("landscape", () =>
    {
        var landscape = scene.Landscape!;
        Numbers("x", Enumerable.Range(0, landscape.Columns).Select(i => landscape.X(i)));
        Numbers("y", landscape.Rows == 1 ? [0] : Enumerable.Range(0, landscape.Rows).Select(i => landscape.Y(i)));
        Array("z", Enumerable.Range(0, landscape.Rows), row =>
            Array(null, Enumerable.Range(0, landscape.Columns), column => Rounded(landscape[column, row])));
        Numbers("levels", scene.Levels?.Values ?? []);
        json.WriteBoolean("log", scene.Levels is { Logarithmic: true });
        json.WriteNumber("origin", scene.Levels is { } levels && double.IsFinite(levels.Origin) ? levels.Origin : 0);
        json.WriteString("caption", scene.Levels?.Caption ?? "Value");
    });

    private void WriteTrack(Track track, Scene scene, int[] final) => Object(null, () =>
    {
        json.WriteString("name", track.Name);
        WriteLook(track.Look);
        json.WriteBoolean("diverged", track.Diverged);
        json.WriteString("outcome", track.Run.Outcome.ToString());
        Array("iteration", track.Rows, row => json.WriteNumberValue(row.Iteration));
        Array("evaluations", track.Rows, row => json.WriteNumberValue(row.Evaluations));
        Column("value", row => row.Value);
        Column("gradientNorm", row => row.GradientNorm);
        Column("stepNorm", row => row.StepNorm);
        Column("learningRate", row => row.LearningRate);
        Array("points", Enumerable.Range(0, scene.Landscape is null ? 0 : track.Rows[0].Point.Count),
            i => Column(null, row => row.Point[i]));
        Array("metrics", Enumerable.Range(0, scene.Objective.MetricNames.Count),
            i => Column(null, row => i < row.Metrics.Count ? row.Metrics[i] : double.NaN));
        Numbers("final", final.Select(i => track.Rows[^1].Point[i]));

        void Column(string? name, Func<TrajectoryRow, double> quantity)
        {
            // What is drawn to within a part of a pixel needs no more digits.
            if (scene.Pixel == 0) Numbers(name, track.Rows.Select(quantity));
            else Array(name, track.Rows.Select(quantity), value => Rounded(value, "G7"));
        }
    });

    private void WriteLook(Look look)
    {
        json.WriteString("light", Theme.Light.Path(look));
        json.WriteString("dark", _dark.Path(look));
        json.WriteNumber("dash", look.Dash);
    }

    private void Numbers(string? name, IEnumerable<double> values) => Array(name, values, value =>
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteNullValue();
    });

    /// <summary>Writes a number with 5 digits, which is more than a drawing shows.</summary>
    private void Rounded(double value) => Rounded(value, "G5");

    private void Rounded(double value, string format)
    {
        if (double.IsFinite(value)) json.WriteRawValue(value.ToString(format, CultureInfo.InvariantCulture));
        else json.WriteNullValue();
    }

    private void Array<T>(string? name, IEnumerable<T> items, Action<T> write)
    {
        if (name is null) json.WriteStartArray();
        else json.WriteStartArray(name);
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }

    private void Object(string? name, Action content)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        content();
        json.WriteEndObject();
    }
}
