using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>The typical sizes of coordinates, from where a run starts.</summary>
internal static class Typical
{
    // A coordinate that starts this near to 0, against the largest, says nothing of its size.
    private const double Smallest = 1e-6;

    // Coordinates whose sizes are as near to each other as this are of one size.
    private const double Alike = 0.1;

    /// <summary>
    /// <c>|xᵢ|</c> at the start if that is less than a tenth of the largest of them, which is the size of all others, also of a coordinate
    /// that starts at 0; 1 for all if every coordinate does.
    /// </summary>
    public static Vector Sizes(Vector start)
    {
        var largest = 0.0;
        foreach (var coordinate in start) largest = Math.Max(largest, Math.Abs(coordinate));
        return largest == 0
            ? Vector.Repeat(start.Count, 1)
            : start.Map(coordinate =>
                Math.Abs(coordinate) is var size && size > Smallest * largest && size < Alike * largest ? size : largest);
    }
}
