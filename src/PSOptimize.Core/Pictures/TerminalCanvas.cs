using System.Globalization;
using System.Text;

namespace PSOptimize.Pictures;

/// <summary>A grid of character cells. Each contains a character or up to 2 × 4 Braille dots in a colour, on a background.</summary>
internal sealed class TerminalCanvas
{
    private static readonly int[,] DotBits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly Cell[] _cells;

    public TerminalCanvas(int columns, int rows)
    {
        (Columns, Rows) = (columns, rows);
        _cells = new Cell[columns * rows];
        Array.Fill(_cells, new Cell(' ', 0, null, null, null));
    }

    private record struct Cell(char Character, int Dots, string? Colour, string? Background, string? Upper);

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Replaces the content of a cell with a character; outside the canvas, nothing is written.</summary>
    public void Put(int column, int row, char character, string? colour = null)
    {
        if (!Holds(column, row)) return;
        ref var cell = ref _cells[(row * Columns) + column];
        cell = cell with { Character = character, Dots = 0, Colour = colour };
    }

    /// <summary>
    /// Sets the colours of the upper and the lower half of a cell; a cell with a character or dots has only the lower colour.
    /// </summary>
    public void Background(int column, int row, string upper, string lower)
    {
        ref var cell = ref _cells[(row * Columns) + column];
        cell = cell with { Upper = upper, Background = lower };
    }

    /// <summary>Draws a line of Braille dots, of which a cell has two columns and four rows.</summary>
    public void DottedLine((double X, double Y) from, (double X, double Y) to, string? colour) => Walk(from, to, 2, 4, (x, y) =>
    {
        if (!Holds(x / 2, y / 4)) return;
        ref var cell = ref _cells[(y / 4 * Columns) + (x / 2)];
        cell = cell with { Dots = cell.Dots | DotBits[y % 4, x % 2], Colour = colour };
    });

    /// <summary>Draws a line of repeated characters.</summary>
    public void Line((double X, double Y) from, (double X, double Y) to, char character) =>
        Walk(from, to, 1, 1, (x, y) => Put(x, y, character));

    /// <summary>The rows as text: with SGR sequences for 256 colours, or without colour and trailing blanks.</summary>
    public IEnumerable<string> Render(bool colour)
    {
        for (var row = 0; row < Rows; row++)
        {
            var line = new StringBuilder();
            var (front, back) = ((string?)null, (string?)null);
            for (var column = 0; column < Columns; column++)
            {
                var cell = _cells[(row * Columns) + column];
                var halved = cell.Dots == 0 && cell.Character == ' ' && cell.Upper != cell.Background;
                var ink = halved ? cell.Upper : cell.Colour;
                if (colour && (ink != front || cell.Background != back))
                {
                    line.Append("\e[0").Append(Code(";38;5;", front = ink)).Append(Code(";48;5;", back = cell.Background)).Append('m');
                }
                line.Append(halved ? '▀' : cell.Dots != 0 ? (char)(0x2800 + cell.Dots) : cell.Character);
            }
            yield return colour ? line.Append(front is null && back is null ? "" : "\e[0m").ToString() : line.ToString().TrimEnd();
        }
    }

    /// <summary>A text with the SGR sequences of a colour.</summary>
    public static string Coloured(string text, string colour) => "\e[0" + Code(";38;5;", colour) + "m" + text + "\e[0m";

    private static string Code(string kind, string? colour) =>
        colour is null ? "" : kind + Nearest(colour).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of the nearest of the 256 terminal colours, in the grey ramp or the 6 × 6 × 6 cube.</summary>
    private static int Nearest(string colour)
    {
        var parts = Theme.Parts(colour);
        if (parts.Max() - parts.Min() < 40) return 232 + Math.Clamp((int)Math.Round((parts.Average() - 8) / 10), 0, 23);
        int Step(int part) => part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40;
        return 16 + (36 * Step(parts[0])) + (6 * Step(parts[1])) + Step(parts[2]);
    }

    private bool Holds(int column, int row) => column >= 0 && row >= 0 && column < Columns && row < Rows;

    /// <summary>Visits the points of a finer grid along a line, whose ends are given in cells; the line is clipped to the canvas.</summary>
    private void Walk((double X, double Y) from, (double X, double Y) to, int across, int down, Action<int, int> visit)
    {
        if (!Clipping.Clip(ref from, ref to, Columns, Rows)) return;
        var steps = (int)Math.Ceiling(Math.Max(Math.Abs(to.X - from.X) * across, Math.Abs(to.Y - from.Y) * down));
        for (var i = 0; i <= steps; i++)
        {
            var share = steps == 0 ? 0 : (double)i / steps;
            var (x, y) = (from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
            visit((int)Math.Floor(x * across), (int)Math.Floor(y * down));
        }
    }
}
