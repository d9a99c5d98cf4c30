namespace PSOptimize.Pictures;

/// <summary>Lines cut at the border of a rectangle.</summary>
internal static class Clipping
{
    /// <summary>
    /// Clips a line to the rectangle from (0, 0) to its width and height (Liang and Barsky 1984, "A new concept and method for line
    /// clipping"); false if it is outside.
    /// </summary>
    public static bool Clip(ref (double X, double Y) from, ref (double X, double Y) to, double width, double height)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        if (!double.IsFinite(dx) || !double.IsFinite(dy)) return false;
        var (enter, leave) = (0.0, 1.0);
        Span<(double Along, double Room)> sides = [(-dx, from.X), (dx, width - 1e-9 - from.X), (-dy, from.Y), (dy, height - 1e-9 - from.Y)];
        foreach (var (along, room) in sides)
        {
            if (along == 0 && room < 0) return false;
            if (along < 0) enter = Math.Max(enter, room / along);
            if (along > 0) leave = Math.Min(leave, room / along);
        }
        if (enter > leave) return false;
        (from, to) = ((from.X + (enter * dx), from.Y + (enter * dy)), (from.X + (leave * dx), from.Y + (leave * dy)));
        return true;
    }
}
