using PSOptimize.Runs.Comparisons;

namespace PSOptimize.Tests.Runs.Comparisons;

/// <summary>Against SciPy's mannwhitneyu and wilcoxon, and against all permutations.</summary>
public class RankTestTests
{
    private static double[] Ramp(int count, Func<int, double> number) => [.. Enumerable.Range(0, count).Select(number)];

    [Fact]
    public void Independent_samples_agree_with_SciPy()
    {
        Assert.Equal(0.17748917748917747, RankTest.MannWhitney([1.1, 2.2, 3.3, 4.4, 5.5], [2.1, 3.2, 6.3, 7.4, 8.5, 9.6]), 14);
        Assert.Equal(0.7293495075976474, RankTest.MannWhitney(Ramp(40, i => i), Ramp(45, i => i - 3.25)), 12);
        // With ties, and large.
        Assert.Equal(0.07826242947714618, RankTest.MannWhitney([1, 2, 2, 3, 3, 3, 4], [2, 3, 4, 4, 5, 5]), 14);
        Assert.Equal(0.02694585619564296, RankTest.MannWhitney(Ramp(60, i => i), Ramp(60, i => i + 7.3)), 14);
    }

    [Fact]
    public void Paired_samples_agree_with_SciPy()
    {
        Assert.Equal(0.109375, RankTest.SignedRank([0.5, -1.2, 2.3, 3.1, -0.4, 4.7, 5.9]), 14);
        Assert.Equal(0.370740607380867, RankTest.SignedRank(Ramp(30, i => (i % 2 == 0 ? 1 : -1) * (i + 1) + 0.3 * i)), 12);
        Assert.Equal(0.17241510261138115, RankTest.SignedRank([1, 1, -2, 3, 0, 4, 4, -1]), 14);
        Assert.Equal(0.10853134200482331, RankTest.SignedRank(Ramp(60, i => (i % 2 == 0 ? 1 : -1) * (i + 1) + 0.35 * i)), 12);
    }

    [Property]
    public void Exact_probabilities_count_permutations(double[] draws)
    {
        double[] numbers = [.. draws.Where(double.IsFinite).Distinct().Take(7)];
        if (numbers.Length < 2) return;
        for (var n = 1; n < numbers.Length; n++)
        {
            double U(IEnumerable<double> first, IEnumerable<double> second) =>
                first.Sum(x => second.Count(y => x > y));
            double Extreme(double u) => Math.Max(u, n * (numbers.Length - n) - u);
            var observed = Extreme(U(numbers.Take(n), numbers.Skip(n)));
            var subsets = Enumerable.Range(0, 1 << numbers.Length).Where(set => int.PopCount(set) == n).ToList();
            var extreme = subsets.Count(set => Extreme(U(
                numbers.Where((_, i) => (set >> i & 1) == 1), numbers.Where((_, i) => (set >> i & 1) == 0))) >= observed);
            Assert.Equal((double)extreme / subsets.Count, RankTest.MannWhitney(numbers.AsSpan(0, n), numbers.AsSpan(n)), 12);
        }
    }

    [Property]
    public void Only_ranks_count(double[] first, double[] second)
    {
        double[] x = [.. first.Where(double.IsFinite)], y = [.. second.Where(double.IsFinite)];
        double[] all = [.. x.Concat(y).Distinct().Order()];
        double Rank(double number) => Array.BinarySearch(all, number) - 1e6;
        var p = RankTest.MannWhitney(x, y);
        Assert.Equal(p, RankTest.MannWhitney(y, x));
        Assert.Equal(p, RankTest.MannWhitney([.. x.Select(Rank)], [.. y.Select(Rank)]));
        if (x.Length > 0 && y.Length > 0) Assert.InRange(p, 0, 1);
    }

    [Fact]
    public void Runs_without_a_value_are_worse_than_all_others_and_equal_among_themselves()
    {
        double[] worst = [double.PositiveInfinity, double.PositiveInfinity];
        Assert.Equal(1, RankTest.MannWhitney(worst, worst));
        Assert.Equal(RankTest.MannWhitney([1, 2, 9, 9], [3, 4]), RankTest.MannWhitney([1, 2, .. worst], [3, 4]));
        Assert.Equal(double.NaN, RankTest.MannWhitney([], [1]));
        Assert.Equal(double.NaN, RankTest.SignedRank([0, 0]));
    }
}
