namespace PSOptimize.Runs.Comparisons;

/// <summary>Quantiles of samples.</summary>
internal static class Quantile
{
    /// <summary>The quantile of a share, interpolated between neighbours (type 7 of Hyndman and Fan); NaN of nothing.</summary>
    /// <param name="sample">Numbers, of which some may be infinite.</param>
    /// <param name="share">A share in [0, 1]: ½ for the median.</param>
    public static double Of(IEnumerable<double> sample, double share)
    {
        double[] sorted = [.. sample.Order()];
        if (sorted.Length == 0) return double.NaN;
        var place = share * (sorted.Length - 1);
        var (low, high) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        // Between equal infinities there is nothing to interpolate.
        return low.Equals(high) ? low : low + (place - Math.Floor(place)) * (high - low);
    }
}
