namespace PSOptimize.Pictures;

/// <summary>A rectangle of a picture with its two axes: from values to pixels.</summary>
/// <param name="Left">Pixels from the left edge of the picture.</param>
/// <param name="Top">Pixels from its upper edge.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Horizontal">To the right.</param>
/// <param name="Vertical">Upwards.</param>
internal sealed record Panel(double Left, double Top, double Width, double Height, Axis Horizontal, Axis Vertical)
{
    /// <summary>Far enough outside to be out of sight, near enough for every renderer.</summary>
    private const double FarPixels = 4000;

    /// <summary>The same for lines, in widths of the panel.</summary>
    internal const double Outside = 100;

    public double Bottom => Top + Height;

    public double Right => Left + Width;

    public double X(double value) => Left + Math.Clamp(Horizontal.Place(value) * Width, -FarPixels, FarPixels);

    public double Y(double value) => Bottom - Math.Clamp(Vertical.Place(value) * Height, -FarPixels, FarPixels);
}
