using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Pictures;

/// <summary>A picture of runs made of characters: the convergence, and for one or two coordinates the paths on the landscape.</summary>
public static class TerminalPicture
{
    /// <summary>The width of the column of numbers at the left.</summary>
    private const int Gutter = 9;

    private const string Shades = " ·░▒▓█";

    /// <summary>Draws scenes as lines of text.</summary>
    /// <param name="scenes">At least one scene.</param>
    /// <param name="width">The largest width of a line in characters, at least 30.</param>
    /// <param name="height">The height of each plot in lines, at least 4.</param>
    /// <param name="colour">Whether to use SGR sequences for 256 colours; otherwise letters distinguish the runs.</param>
    /// <returns>The lines from top to bottom.</returns>
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

        /// <summary>The shades from the best value to the worst, dark enough for the paths to be visible.</summary>
        private static readonly string[] Greys =
            [.. Enumerable.Range(0, 11).Select(i => 12 + (8 * i)).Select(grey => $"#{grey:x2}{grey:x2}{grey:x2}")];

        public IEnumerable<string> Scene(Scene scene)
        {
            yield return Truncated(Printable(scene.Objective.Name));
            foreach (var line in Legend(scene)) yield return line;

            var convergence = Scales.OfConvergence(scene);
            foreach (var line in Plot(scene, convergence, row => (row.Iteration, row.Value), "value against iteration", _ => { }))
                yield return line;
            if (scene.Landscape is not { } landscape) yield break;

            var map = Scales.OfLandscape(scene)!;
            var flat = landscape.Rows == 1;
            var names = scene.CoordinateNames.Select(Printable).ToArray();
            var caption = (flat ? $"value along {names[0]}" : $"{names[1]} against {names[0]}")
                + (scene.Minimizers.Count > 0 ? "  (○ start, × known minimum)" : "  (○ start)");
            foreach (var line in Plot(scene, map, Position, caption, DrawLandscape, marks: true))
                yield return line;

            (double X, double Y) Position(TrajectoryRow row) => (row.Point[0], flat ? row.Value : row.Point[1]);

            void DrawLandscape(TerminalCanvas canvas)
            {
                if (flat) Curve(landscape, map, canvas);
                else Shade(scene, canvas);
            }
        }

        /// <summary>One line per run: its name, its best value, and how it ended.</summary>
        private IEnumerable<string> Legend(Scene scene)
        {
            var values = scene.Tracks.Select(track => Numerals.Short(track.Run.Best.Value)).ToArray();
            var wide = values.Max(value => value.Length);
            var names = scene.Tracks.Select(track => Printable(track.Name)).ToArray();
            var room = Math.Min(names.Max(name => name.Length), width - wide - 5);
            return scene.Tracks.Select((track, i) =>
            {
                var name = names[i].Length <= room ? names[i] : names[i][..(room - 1)] + "…";
                var line = $"{name.PadRight(room)}  {values[i].PadLeft(wide)}  {Ending(track)}";
                var sign = colour || scene.Tracks.Count == 1 ? "━" : Letter(track, scene).ToString();
                return $" {Paint(sign, track)} {(line.Length <= width - 3 ? line : line[..(width - 3)]).TrimEnd()}";
            });
        }

        private static string Ending(Track track) => track.Run.Outcome.Kind switch
        {
            OutcomeKind.Converged => $"converged after {track.Run.Iterations}",
            OutcomeKind.Stalled => $"stalled after {track.Run.Iterations}",
            OutcomeKind.BudgetExhausted => $"not converged after {track.Run.Iterations}",
            OutcomeKind.Failed => $"failed at {track.Run.Iterations}",
            _ => $"cancelled at {track.Run.Iterations}",
        };

        private IEnumerable<string> Plot(
            Scene scene, Scales scales, Func<TrajectoryRow, (double X, double Y)> place, string caption,
            Action<TerminalCanvas> drawBackground, bool marks = false)
        {
            var (horizontal, vertical) = scales;
            var canvas = new TerminalCanvas(width - Gutter - 1, height);
            drawBackground(canvas);
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
                var minimum = scene.Objective.Problem?.Minimum ?? double.NaN;
                foreach (var minimizer in scene.Minimizers.AsSeq())
                    Mark(scene.Tracks[0].Rows[0] with { Point = minimizer, Value = minimum }, '×', Colours.Ink);
            }

            yield return Truncated(new string(' ', Gutter + 1) + caption);
            var ticks = vertical.Ticks(Math.Max(2, height / 4)).ToLookup(tick => RowOf(vertical.Place(tick)));
            var row = 0;
            foreach (var line in canvas.Render(colour))
            {
                var label = ticks[row].Any() ? Numerals.Short(ticks[row].First()) : "";
                yield return $"{label,Gutter - 1} {(label.Length > 0 ? '┤' : '│')}{line}";
                row++;
            }
            var (rule, numbers) = Below(horizontal, canvas.Columns);
            yield return new string(' ', Gutter) + "└" + rule;
            yield return new string(' ', Gutter + 1) + numbers;

            (double X, double Y) Spot(TrajectoryRow iterate)
            {
                var (x, y) = place(iterate);
                return (horizontal.Place(x) * (canvas.Columns - 1e-6), (1 - vertical.Place(y)) * (height - 1e-6));
            }

            void Mark(TrajectoryRow iterate, char character, string? paint = null)
            {
                var (x, y) = Spot(iterate);
                if (x >= 0 && y >= 0 && x < canvas.Columns && y < height) canvas.Put((int)x, (int)y, character, paint ?? Colours.Ink);
            }
        }

        /// <summary>The horizontal axis with its ticks, and below it the numbers for which there is room.</summary>
        private static (string Rule, string Numbers) Below(Axis axis, int columns)
        {
            var (rule, numbers, free) = (new string('─', columns).ToCharArray(), new string(' ', columns).ToCharArray(), 0);
            foreach (var tick in axis.Ticks(Math.Max(2, columns / 12)))
            {
                var (at, text) = ((int)(axis.Place(tick) * (columns - 1e-6)), Numerals.Short(tick));
                var from = Math.Clamp(at - (text.Length / 2), 0, columns - text.Length);
                if (at < 0 || at >= columns || from < free) continue;
                rule[at] = '┬';
                text.CopyTo(numbers.AsSpan(from));
                free = from + text.Length + 1;
            }
            return (new string(rule), new string(numbers).TrimEnd());
        }

        /// <summary>
        /// Draws the landscape behind the paths as shades of grey or as characters; the better the value, the darker the shade or the
        /// emptier the character. All shades cover equal areas, so that the shape of every landscape is visible.
        /// </summary>
        private void Shade(Scene scene, TerminalCanvas canvas)
        {
            var landscape = scene.Landscape!;
            var sign = landscape.Maximize ? -1 : 1;
            var heights = landscape.Values.ToArray().Where(value => !double.IsNaN(value)).Select(value => sign * value).Order().ToArray();
            for (var row = 0; row < canvas.Rows; row++)
            {
                for (var column = 0; column < canvas.Columns; column++)
                {
                    var value = At(column, row + 0.5);
                    if (double.IsNaN(value)) canvas.Put(column, row, '?');
                    else if (colour) canvas.Background(column, row, Height(At(column, row + 0.25)), Height(At(column, row + 0.75)));
                    else canvas.Put(column, row, Shades[(int)(Rank(value) * (Shades.Length - 1))]);
                }
            }

            double At(int column, double row)
            {
                var x = (int)Math.Round((column + 0.5) / canvas.Columns * (landscape.Columns - 1));
                return landscape[x, (int)Math.Round((1 - (row / canvas.Rows)) * (landscape.Rows - 1))];
            }

            double Rank(double value)
            {
                var index = Array.BinarySearch(heights, sign * value);
                return heights.Length < 2 || heights[0] == heights[^1] ? 0 : (double)(index < 0 ? ~index : index) / heights.Length;
            }

            string Height(double value) => double.IsNaN(value) ? Greys[0] : Greys[(int)(Rank(value) * Greys.Length)];
        }

        private void Curve(Landscape landscape, Scales map, TerminalCanvas canvas)
        {
            for (var i = 1; i < landscape.Columns; i++)
            {
                var (from, to) = (Spot(i - 1), Spot(i));
                if (colour) canvas.DottedLine(from, to, Colours.Muted);
                else if (to.Y >= 0 && to.Y < canvas.Rows) canvas.Put((int)to.X, (int)to.Y, '·');
            }

            (double X, double Y) Spot(int i) => (
                map.Horizontal.Place(landscape.X(i)) * (canvas.Columns - 1e-6),
                (1 - map.Vertical.Place(landscape[i, 0])) * (canvas.Rows - 1e-6));
        }

        private int RowOf(double place) => Math.Min((int)((1 - place) * height), height - 1);

        private string Paint(string text, Track track) => colour ? TerminalCanvas.Coloured(text, Colours.Path(track.Style)) : text;

        private static char Letter(Track track, Scene scene) => (char)('A' + (scene.Tracks.ToList().IndexOf(track) % 26));

        private string Truncated(string text) => text.Length <= width ? text : text[..(width - 1)] + "…";

        /// <summary>A name without control characters, which would affect the terminal.</summary>
        private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\ufffd' : c));
    }
}
