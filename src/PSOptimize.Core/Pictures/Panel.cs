namespace PSOptimize.Pictures;

/// <summary>A rectangle of a picture with its two axes, which maps values to pixels.</summary>
/// <param name="Left">The distance from the left edge of the picture, in pixels.</param>
/// <param name="Top">The distance from the top edge of the picture, in pixels.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Horizontal">The axis to the right.</param>
/// <param name="Vertical">The axis upwards.</param>
internal sealed record Panel(double Left, double Top, double Width, double Height, Axis Horizontal, Axis Vertical)
{
    /// <summary>The distance to which points outside the panel are clamped: out of sight, but small enough for every renderer.</summary>
    private const double FarPixels = 4000;

    /// <summary>The distance at which lines that leave the panel are cut, in widths of the panel.</summary>
    internal const double Outside = 100;

    public double Bottom => Top + Height;

    public double Right => Left + Width;

    public double X(double value) => Left + Math.Clamp(Horizontal.Place(value) * Width, -FarPixels, FarPixels);

    public double Y(double value) => Bottom - Math.Clamp(Vertical.Place(value) * Height, -FarPixels, FarPixels);
}
