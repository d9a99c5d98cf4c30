namespace PSOptimize.Runs.Comparisons;

/// <summary>
/// Whether one sample tends to larger numbers than another, by ranks alone: one run that went far astray counts no more than one that
/// was a little worse. Two-sided.
/// </summary>
/// <remarks>
/// H. B. Mann, D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of
/// Mathematical Statistics 18 (1947), 50–60; F. Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1 (1945), 80–83.
/// </remarks>
internal static class RankTest
{
    /// <summary>Larger samples are compared by the normal approximation.</summary>
    private const int MostExact = 50;

    /// <summary>
    /// The probability, were both samples of one distribution, of sums of ranks at least as unequal: exact for samples of at most 50
    /// without ties, else by the normal approximation with corrections for ties and continuity; NaN for an empty sample.
    /// </summary>
    /// <param name="first">A sample; infinities are ranked, NaN is not allowed.</param>
    /// <param name="second">Another one.</param>
    public static double MannWhitney(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length == 0 || second.Length == 0) return double.NaN;
        double[] all = [.. first, .. second];
        var (ranks, ties) = Ranks(all);
        double n = first.Length, m = second.Length, total = n + m;
        var u = ranks[..first.Length].Sum() - n * (n + 1) / 2;
        var extreme = Math.Max(u, n * m - u);
        if (ties == 0 && Math.Max(first.Length, second.Length) <= MostExact)
            return Math.Min(1, 2 * UpperTail(
                RankSums(Math.Min(first.Length, second.Length), Math.Max(first.Length, second.Length)), (int)extreme));
        var variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)));
        return variance == 0 ? 1 : TwoSided(Math.Max(0, extreme - n * m / 2 - 0.5) / Math.Sqrt(variance));
    }

    /// <summary>
    /// The probability, were differences as often positive as negative, of signed ranks at least as unequal: exact for at most 50 pairs
    /// without ties, else by the normal approximation with a correction for ties; NaN without pairs that differ.
    /// </summary>
    /// <param name="differences">The differences of the pairs; zeros are left out.</param>
    public static double SignedRank(ReadOnlySpan<double> differences)
    {
        double[] given = [.. differences.ToArray().Where(difference => difference != 0)];
        if (given.Length == 0) return double.NaN;
        var (ranks, ties) = Ranks([.. given.Select(Math.Abs)]);
        double n = given.Length;
        var positive = given.Zip(ranks, (difference, rank) => difference > 0 ? rank : 0).Sum();
        var extreme = Math.Max(positive, n * (n + 1) / 2 - positive);
        if (ties == 0 && given.Length == differences.Length && given.Length <= MostExact)
            return Math.Min(1, 2 * UpperTail(SignedSums(given.Length), (int)extreme));
        var variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48;
        return variance == 0 ? 1 : TwoSided((extreme - n * (n + 1) / 4) / Math.Sqrt(variance));
    }

    /// <summary>The ranks from 1, equal numbers sharing the mean of theirs; and Σ (t³ − t) over groups of t equal numbers.</summary>
    private static (double[] Ranks, double Ties) Ranks(double[] numbers)
    {
        int[] order = [.. Enumerable.Range(0, numbers.Length)];
        Array.Sort([.. numbers], order);
        var (ranks, ties) = (new double[numbers.Length], 0.0);
        for (int begin = 0, end; begin < order.Length; begin = end)
        {
            for (end = begin + 1; end < order.Length && numbers[order[end]].Equals(numbers[order[begin]]); end++) { }
            double count = end - begin;
            for (var i = begin; i < end; i++) ranks[order[i]] = (begin + end + 1) / 2.0;
            ties += count * count * count - count;
        }
        return (ranks, ties);
    }

    /// <summary>The probability of each value of U for samples of n and m, by the recurrence of Mann and Whitney, equation 4.</summary>
    private static double[] RankSums(int n, int m)
    {
        // The generating function is the product of (1 − xᵐ⁺ⁱ) / (1 − xⁱ), scaled by (i / (m + i)) to stay a distribution.
        var sums = new double[n * m + 1];
        sums[0] = 1;
        for (var i = 1; i <= n; i++)
        {
            for (var k = sums.Length - 1; k >= m + i; k--) sums[k] -= sums[k - m - i];
            for (var k = i; k < sums.Length; k++) sums[k] += sums[k - i];
            for (var k = 0; k < sums.Length; k++) sums[k] *= (double)i / (m + i);
        }
        return sums;
    }

    /// <summary>The probability of each sum of the ranks 1 … n of which each counts with probability ½.</summary>
    private static double[] SignedSums(int n)
    {
        var sums = new double[n * (n + 1) / 2 + 1];
        sums[0] = 1;
        for (var rank = 1; rank <= n; rank++)
            for (var k = sums.Length - 1; k >= 0; k--) sums[k] = (sums[k] + (k >= rank ? sums[k - rank] : 0)) / 2;
        return sums;
    }

    private static double UpperTail(double[] distribution, int from) => distribution[from..].Sum();

    private static double TwoSided(double z) => MathNet.Numerics.SpecialFunctions.Erfc(z / Math.Sqrt(2));
}
