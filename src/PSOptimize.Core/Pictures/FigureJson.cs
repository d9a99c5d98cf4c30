using System.Globalization;
using System.Text.Json;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Pictures;

/// <summary>Writes the data that the script of a page draws, as JSON. NaN and infinities become null.</summary>
internal sealed partial class FigureJson(Utf8JsonWriter json)
{
    /// <summary>The largest number of coordinates of the final points; if there are more, those that differ most are shown.</summary>
    private const int MostFinalCoordinates = 16;

    public void Write(IReadOnlyList<Scene> scenes, Theme theme, string title) => Object(null, () =>
    {
        json.WriteString("title", title);
        json.WriteString("scheme", theme == Theme.Light ? "auto" : "dark");
        Object("themes", () =>
        {
            WriteTheme("light", Theme.Light);
            WriteTheme("dark", theme == Theme.Light ? Theme.Dark : theme);
        });
        Array("scenes", scenes, WriteScene);
    });

    private void WriteTheme(string name, Theme theme) => Object(name, () =>
    {
        json.WriteString("background", theme.Background);
        json.WriteString("ink", theme.Ink);
        json.WriteString("muted", theme.Muted);
        json.WriteString("grid", theme.Grid);
        json.WriteString("contour", $"rgba({string.Join(',', Theme.Parts(theme.Muted))},0.45)");
        json.WriteString("relief", theme.Height(name == "light" ? 1.0 : 0.9));
        Array("heights", theme.Heights, json.WriteStringValue);
        Array("paths", theme.Paths, json.WriteStringValue);
    });

    private void WriteScene(Scene scene) => Object(null, () =>
    {
        var drawn = scene.Landscape is not null;
        var final = FinalCoordinates(scene);
        json.WriteString("name", scene.Objective.Name);
        json.WriteBoolean("maximize", scene.Objective.Maximize);
        Array("coordinates", drawn ? scene.CoordinateNames : [], json.WriteStringValue);
        Array("metrics", scene.Objective.MetricNames, json.WriteStringValue);
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
        json.WriteNumber("style", track.Style);
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

        void Column(string? name, Func<TrajectoryRow, double> quantity) => Numbers(name, track.Rows.Select(quantity));
    });

    private static int[] FinalCoordinates(Scene scene)
    {
        Vector[] ends = [.. scene.Tracks.Select(track => track.Rows[^1].Point)];
        var all = Enumerable.Range(0, ends[0].Count);
        if (ends[0].Count <= MostFinalCoordinates) return [.. all];
        return [.. all.OrderByDescending(i => ends.Max(end => end[i]) - ends.Min(end => end[i])).Take(MostFinalCoordinates).Order()];
    }

    private void Numbers(string? name, IEnumerable<double> values) => Array(name, values, value =>
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteNullValue();
    });

    /// <summary>Writes a number with 5 digits, which is more than a drawing shows.</summary>
    private void Rounded(double value)
    {
        if (double.IsFinite(value)) json.WriteRawValue(value.ToString("G5", CultureInfo.InvariantCulture));
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
