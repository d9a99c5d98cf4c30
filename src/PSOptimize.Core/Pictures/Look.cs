namespace PSOptimize.Pictures;

/// <summary>How a run is drawn: the index of its colour, the shade of that colour, and the index of its dashes.</summary>
/// <param name="Hue">The index of the colour in <see cref="Theme.Paths"/>, from 0; −1 for the colour of text.</param>
/// <param name="Shade">From −1, towards the colour of text, to 1, towards that of the background; 0 for the colour itself.</param>
/// <param name="Dash">The index of the dashes, from 0 (solid) to 3.</param>
public readonly record struct Look(int Hue, double Shade, int Dash)
{
    /// <summary>The number of shades that readers can tell apart.</summary>
    internal const int Shades = 5;

    /// <summary>The number of patterns of dashes.</summary>
    internal const int Dashes = 4;

    /// <summary>The k-th of n shades, from the darkest on a light background to the lightest.</summary>
    internal static double ShadeOf(int k, int n) => n < 2 ? 0 : ((2.0 * k) / (n - 1)) - 1;
}
