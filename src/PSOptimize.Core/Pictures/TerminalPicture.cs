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
            var signs = new Signs(scene);
            foreach (var line in Legend(scene, signs)) yield return line;

            var convergence = Scales.OfConvergence(scene);
            foreach (var line in Plot(scene, signs, convergence, row => (row.Iteration, row.Value), "value against iteration", _ => { }))
                yield return line;
            if (scene.Landscape is not { } landscape) yield break;

            var map = Scales.OfLandscape(scene)!;
            var flat = landscape.Rows == 1;
            var names = scene.CoordinateNames.Select(Printable).ToArray();
            var caption = (flat ? $"value along {names[0]}" : $"{names[1]} against {names[0]}")
                + (scene.Minimizers.Count > 0 ? "  (○ start, × known minimum)" : "  (○ start)");
            foreach (var line in Plot(scene, signs, map, Position, caption, DrawLandscape, marks: true))
                yield return line;

            (double X, double Y) Position(TrajectoryRow row) => (row.Point[0], flat ? row.Value : row.Point[1]);

            void DrawLandscape(TerminalCanvas canvas)
            {
                if (flat) Curve(landscape, map, canvas);
                else Shade(scene, canvas);
            }
        }

        /// <summary>One line per run or group of runs: its name, its best value, and how it ended.</summary>
        private IEnumerable<string> Legend(Scene scene, Signs signs)
        {
            var values = signs.Groups.Select(group => Numerals.Short(BestOf(scene, group.Tracks))).ToArray();
            var wide = values.Max(value => value.Length);
            var names = signs.Groups.Select(group => Printable(group.Name)).ToArray();
            var room = Math.Min(names.Max(name => name.Length), width - wide - 5);
            foreach (var (i, (_, tracks)) in signs.Groups.Index())
            {
                var track = scene.Tracks[tracks[0]];
                var name = names[i].Length <= room ? names[i] : names[i][..(room - 1)] + "…";
                var line = $"{name.PadRight(room)}  {values[i].PadLeft(wide)}  {(tracks.Length == 1 ? Ending(track) : "best of them")}";
                var sign = signs.Lettered(colour) ? signs.Of(tracks[0]).ToString() : "━";
                yield return $" {Paint(sign, track)} {(line.Length <= width - 3 ? line : line[..(width - 3)]).TrimEnd()}";
            }
            if (signs.Note.Length > 0) yield return Truncated("   " + signs.Note);
        }

        private static double BestOf(Scene scene, int[] tracks)
        {
            var values = tracks.Select(i => scene.Tracks[i].Run.Best.Value).Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN);
            return scene.Objective.Maximize ? values.Max() : values.Min();
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
            Scene scene, Signs signs, Scales scales, Func<TrajectoryRow, (double X, double Y)> place, string caption,
            Action<TerminalCanvas> drawBackground, bool marks = false)
        {
            var (horizontal, vertical) = scales;
            var canvas = new TerminalCanvas(width - Gutter - 1, height);
            drawBackground(canvas);
            var lettered = signs.Lettered(colour);
            foreach (var (index, track) in scene.Tracks.Index())
            {
                for (var i = 0; i < track.Rows.Count; i++)
                {
                    var (from, to) = (Spot(track.Rows[Math.Max(0, i - 1)]), Spot(track.Rows[i]));
                    if (colour || !lettered) canvas.DottedLine(from, to, Colours.Path(track.Look));
                    else canvas.Line(from, to, signs.Of(index));
                }
            }
            if (marks)
            {
                foreach (var track in scene.Tracks) Mark(track.Rows[0], '○');
            }
            if (colour || !lettered)
            {
                foreach (var (index, track) in scene.Tracks.Index())
                {
                    if (lettered) Mark(track.Rows[^1], signs.Of(index), Colours.Path(track.Look));
                    else if (marks) Mark(track.Rows[^1], '●', Colours.Path(track.Look));
                }
            }
            if (marks)
            {
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

        private string Paint(string text, Track track) => colour ? TerminalCanvas.Coloured(text, Colours.Path(track.Look)) : text;

        private string Truncated(string text) => text.Length <= width ? text : text[..(width - 1)] + "…";

        /// <summary>A name without control characters, which would affect the terminal.</summary>
        private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\ufffd' : c));
    }

    /// <summary>The letters of the runs of a scene; if there are not enough, of groups of runs.</summary>
    private sealed class Signs
    {
        private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

        /// <summary>The most lines that colours alone tell apart, without dashes.</summary>
        private const int MostColours = 7;

        private readonly int[] _groupOf;

        public Signs(Scene scene)
        {
            (Groups, Note) = Looks.Grouping(
                [.. scene.Tracks.Select(track => track.Name)], TrackNames.Factors([.. scene.Tracks.Select(track => track.Run)]),
                Letters.Length);
            _groupOf = new int[scene.Tracks.Count];
            foreach (var (g, group) in Groups.Index()) foreach (var i in group.Tracks) _groupOf[i] = g;
        }

        public IReadOnlyList<(string Name, int[] Tracks)> Groups { get; }

        public string Note { get; }

        /// <summary>Whether the lines need letters.</summary>
        public bool Lettered(bool colour) => Groups.Count > (colour ? MostColours : 1);

        public char Of(int track) => Letters[_groupOf[track]];
    }
}
