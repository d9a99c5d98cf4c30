using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// Looks beyond where a run seems to have converged. What a method knows of the curvature can deceive it, since it knows nothing of where
/// it has never gone: a gradient some way down the present one shows whether there is a valley; further ones along each coordinate, if
/// they are few, tell where the present gradient leaves something to gain.
/// </summary>
internal static class Looks
{
    // How far a look goes, in ranges of the coordinates.
    private const double Beyond = 1e-4;

    // Up to so many coordinates it looks along each of them.
    private const int Few = 12;

    /// <summary>How many looks are enough.</summary>
    /// <param name="dimension">The number of coordinates.</param>
    /// <param name="isLevel">Whether the gradient alone leaves next to nothing to gain.</param>
    public static int Enough(int dimension, bool isLevel) => isLevel || dimension > Few ? 1 : 1 + dimension;

    /// <summary>
    /// The way of a look: against the gradient, along the diagonal if there is none; later along one coordinate after the other, downhill.
    /// </summary>
    /// <param name="place">Where the run stands.</param>
    /// <param name="travel">How far it has come.</param>
    /// <param name="first">The length of a look of a run that has not come anywhere.</param>
    /// <param name="made">How many looks it has made already.</param>
    public static Vector Way(Place place, Travel travel, double first, int made)
    {
        var (n, point) = (place.Point.Count, place.Point);
        var length = travel.Length > 0 ? Beyond * travel.Length : first;
        if (made > 0)
        {
            var (i, range) = (made - 1, travel.Highest - travel.Lowest);
            var axis = range[i] > 0 ? Beyond * range[i] : length;
            return place.Clipped(point.WithElement(i, point[i] + (place.Gradient[i] > 0 ? -axis : axis))) - point;
        }
        var norm = place.Feasible(-place.Gradient).Norm();
        var ahead = norm > 0 ? point - length / norm * place.Gradient : point + Vector.Repeat(n, length / Math.Sqrt(n));
        return place.Clipped(ahead) - point;
    }
}
