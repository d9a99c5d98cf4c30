using PSOptimize.Runs;

namespace PSOptimize.Pictures;

/// <summary>A picture of runs made of characters: the convergence, and with one or two coordinates the paths on the landscape.</summary>
public static class TerminalPicture
{
    /// <summary>The left column of numbers.</summary>
    private const int Gutter = 9;

    private const string Shades = " ·░▒▓█";

    /// <summary>Draws scenes.</summary>
    /// <param name="scenes">At least one.</param>
    /// <param name="width">In characters, at least 30; no line is longer.</param>
    /// <param name="height">Of each plot, in lines, at least 4.</param>
    /// <param name="colour">Whether lines hold SGR sequences of 256 colours; without, letters tell the runs apart.</param>
    /// <returns>The lines from the top.</returns>
    public static IEnumerable<string> Lines(IReadOnlyList<Scene> scenes, int width, int height, bool colour)
    {
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 30);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 4);
        var drawing = new Drawing(width, height, colour);
        return scenes.SelectMany((scene, index) => index == 0 ? drawing.Scene(scene) : drawing.Scene(scene).Prepend(""));
    }

    private sealed class Drawing(int width, int height, bool colour)
    {
        private static readonly Theme Colours = Theme.Dark;

        public IEnumerable<string> Scene(Scene scene)
        {
            yield return Cut(Printable(scene.Objective.Name));
            foreach (var line in Legend(scene)) yield return line;

            var progress = Scales.OfConvergence(scene);
            foreach (var line in Plot(scene, progress.Horizontal, progress.Vertical, row => (row.Iteration, row.Value), "value against iteration", _ => { })) yield return line;
            if (scene.Landscape is not { } landscape) yield break;

            var map = Scales.OfLandscape(scene)!;
            var flat = landscape.Rows == 1;
            var names = scene.CoordinateNames.Select(Printable).ToArray();
            foreach (var line in Plot(scene, map.Horizontal, map.Vertical, row => (row.Point[0], flat ? row.Value : row.Point[1]),
                flat ? $"value along {names[0]}" : $"{names[1]} against {names[0]}", canvas =>
                {
                    if (flat) Curve(landscape, map, canvas);
                    else Shade(scene, canvas);
                }, marks: true)) yield return line;
        }

        private IEnumerable<string> Legend(Scene scene)
        {
            foreach (var track in scene.Tracks)
            {
                var value = "  " + Numerals.Short(track.Run.Best.Value);
                var name = Printable(track.Name);
                var room = width - value.Length - 3;
                if (name.Length > room) name = name[..(room - 1)] + "…";
                yield return $" {Paint(colour || scene.Tracks.Count == 1 ? "━" : Letter(track, scene).ToString(), track)} {name}{value}";
            }
        }

        private IEnumerable<string> Plot(Scene scene, Axis horizontal, Axis vertical, Func<Iterate, (double X, double Y)> place, string caption,
            Action<TerminalCanvas> under, bool marks = false)
        {
            var canvas = new TerminalCanvas(width - Gutter - 1, height);
            under(canvas);
            foreach (var track in scene.Tracks)
            {
                for (var i = 0; i < track.Rows.Count; i++)
                {
                    var (from, to) = (Spot(track.Rows[Math.Max(0, i - 1)]), Spot(track.Rows[i]));
                    if (colour || scene.Tracks.Count == 1) canvas.DottedLine(from, to, Colours.Path(track.Style));
                    else canvas.Line(from, to, Letter(track, scene));
                }
            }
            if (marks)
            {
                foreach (var track in scene.Tracks)
                {
                    Mark(track.Rows[0], '○');
                    if (colour || scene.Tracks.Count == 1) Mark(track.Rows[^1], '●', Colours.Path(track.Style));
                }
                foreach (var minimizer in scene.Minimizers.AsSeq())
                    Mark(scene.Tracks[0].Rows[0] with { Point = minimizer, Value = scene.Objective.Problem?.Minimum ?? double.NaN }, '×', Colours.Ink);
            }

            yield return Cut(new string(' ', Gutter + 1) + caption);
            var ticks = vertical.Ticks(Math.Max(2, height / 4)).ToLookup(tick => RowOf(vertical.Place(tick)));
            var row = 0;
            foreach (var line in canvas.Render(colour))
            {
                var label = ticks[row].Any() ? Numerals.Short(ticks[row].First()) : "";
                yield return $"{label,Gutter - 1} {(label.Length > 0 ? '┤' : '│')}{line}";
                row++;
            }
            var (first, last) = (Numerals.Short(horizontal.Minimum), Numerals.Short(horizontal.Maximum));
            yield return new string(' ', Gutter) + "└" + new string('─', canvas.Columns);
            yield return new string(' ', Gutter + 1) + first + last.PadLeft(canvas.Columns - first.Length);

            (double X, double Y) Spot(Iterate iterate)
            {
                var (x, y) = place(iterate);
                return (horizontal.Place(x) * (canvas.Columns - 1e-6), (1 - vertical.Place(y)) * (height - 1e-6));
            }

            void Mark(Iterate iterate, char character, string? paint = null)
            {
                var (x, y) = Spot(iterate);
                if (x >= 0 && y >= 0 && x < canvas.Columns && y < height) canvas.Put((int)x, (int)y, character, paint ?? Colours.Ink);
            }
        }

        /// <summary>Colours, or characters that are the darker the worse the value is, behind the paths.</summary>
        private void Shade(Scene scene, TerminalCanvas canvas)
        {
            var (landscape, levels) = (scene.Landscape!, scene.Levels!);
            for (var row = 0; row < canvas.Rows; row++)
            {
                for (var column = 0; column < canvas.Columns; column++)
                {
                    var x = (int)Math.Round((column + 0.5) / canvas.Columns * (landscape.Columns - 1));
                    var y = (int)Math.Round((1 - ((row + 0.5) / canvas.Rows)) * (landscape.Rows - 1));
                    var value = landscape[x, y];
                    if (double.IsNaN(value)) canvas.Put(column, row, '?');
                    else if (colour) canvas.Background(column, row, Colours.Height(levels.Place(value)));
                    else canvas.Put(column, row, Shades[(int)Math.Min(levels.Place(value) * (Shades.Length - 1), Shades.Length - 2)]);
                }
            }
        }

        private static void Curve(Landscape landscape, Scales map, TerminalCanvas canvas)
        {
            for (var i = 0; i < landscape.Columns; i++)
            {
                var y = (1 - map.Vertical.Place(landscape[i, 0])) * canvas.Rows;
                if (y >= 0 && y < canvas.Rows) canvas.Put((int)(map.Horizontal.Place(landscape.X(i)) * (canvas.Columns - 1e-6)), (int)y, '·');
            }
        }

        private int RowOf(double place) => Math.Min((int)((1 - place) * height), height - 1);

        private string Paint(string text, Track track) => colour ? TerminalCanvas.Coloured(text, Colours.Path(track.Style)) : text;

        private static char Letter(Track track, Scene scene) => (char)('A' + (scene.Tracks.ToList().IndexOf(track) % 26));

        private string Cut(string text) => text.Length <= width ? text : text[..(width - 1)] + "…";

        /// <summary>A name must not steer the terminal.</summary>
        private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\ufffd' : c));
    }
}
