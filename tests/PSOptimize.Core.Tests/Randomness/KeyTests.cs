using MathNet.Numerics.Distributions;
using PSOptimize.Randomness;

namespace PSOptimize.Tests.Randomness;

/// <summary>
/// The bits of keys against the published vectors, and their distributions against the documented ones. The keys are fixed, so that
/// a test always gives the same result; a sample fails if its p-value is below 10⁻⁴.
/// </summary>
public class KeyTests
{
    private const double Significance = 1e-4;
    private const int Count = 20_000;

    private static readonly Key[] SomeKeys = [.. new[] { 0L, 1, -1, 42, long.MinValue }.Select(Key.FromSeed)];

    /// <summary>The known-answer tests of Random123 (Salmon et al. 2011) for threefry2x64 with 20 rounds.</summary>
    [Theory]
    [InlineData(0, 0, 0, 0, 0xc2b6e3a8c2c69865, 0x6f81ed42f350084d)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0xe02cb7c4d95d277a, 0xd06633d0893b8b68)]
    [InlineData(0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89, 0x263c7d30bb0f0af1, 0x56be8361d3311526)]
    public void Threefry_gives_the_known_answers(ulong first, ulong second, ulong high, ulong low, ulong firstAnswer, ulong secondAnswer) =>
        Assert.Equal((firstAnswer, secondAnswer), new Key(high, low).Encrypt(first, second));

    [Fact]
    public void A_seed_always_gives_the_same_draws()
    {
        Assert.Equal(new Key(0x9e3779b97f4a7c15, 7), Key.FromSeed(7));
        var key = new Key(0, 0);
        Assert.Equal([0xc2b6e3a8c2c69865, 0x6f81ed42f350084d], new[] { key.Bits(0), key.Bits(1) });
        Assert.Equal((0xc2b6e3a8c2c69865 >> 11) * Math.Pow(2, -53), key.Uniform());
    }

    [Fact]
    public void Uniform_draws_are_uniform()
    {
        foreach (var key in SomeKeys)
        {
            var draws = key.Uniforms(Count).AsSeq().ToArray();
            Assert.All(draws, draw => Assert.InRange(draw, 0, 1 - Math.Pow(2, -53)));
            Assert.True(Uniformity(draws) > Significance);
        }
    }

    [Fact]
    public void Normal_draws_are_normal()
    {
        foreach (var key in SomeKeys)
        {
            var draws = key.Normals(Count).AsSeq().ToArray();
            // The sum is normal with variance n, the sum of squares chi-squared with n degrees of freedom.
            Assert.True(TwoSided(Normal.CDF(0, Math.Sqrt(Count), draws.Sum())) > Significance);
            Assert.True(TwoSided(ChiSquared.CDF(Count, draws.Sum(draw => draw * draw))) > Significance);
            Assert.True(Uniformity(draws.Select(draw => Normal.CDF(0, 1, draw))) > Significance);
            // Box and Muller make two draws from one radius; they must be independent.
            Assert.True(Uniformity(draws.Chunk(2).Select(pair => Cauchy.CDF(0, 1, pair[0] / pair[1]))) > Significance);
        }
    }

    [Fact]
    public void The_tests_of_distributions_reject_wrong_ones()
    {
        var draws = Key.FromSeed(0).Uniforms(Count).AsSeq().ToArray();
        Assert.True(Uniformity(draws.Select(draw => Math.Pow(draw, 1.1))) < Significance);
        Assert.True(Uniformity(draws.Select(draw => Math.Floor(draw * 64) / 64)) < Significance);
        var normals = Key.FromSeed(0).Normals(Count).AsSeq().ToArray();
        Assert.True(Uniformity(normals.Select(draw => Normal.CDF(0, 1, 1.1 * draw))) < Significance);
        Assert.True(Uniformity(normals.Select(draw => Normal.CDF(0, 1, draw + 0.1))) < Significance);
        // The directions of points drawn from a square cluster towards its corners.
        Assert.True(Uniformity(draws.Chunk(2).Select(pair => Angle(pair[0] - 0.5, pair[1] - 0.5))) < Significance);
        // A shuffle that swaps each element with any other does not make all orders equally likely.
        Assert.True(EquallyLikely(Enumerable.Range(0, Count).Select(i => Order(Naive(Key.FromSeed(i)))), 24) < Significance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void Directions_are_isotropic(int dimension)
    {
        var axis = Key.FromSeed(-5).Direction(dimension);
        var directions = SomeKeys[0].Split(Count).Select(key => key.Direction(dimension)).ToArray();
        Assert.All(directions, direction => Assert.Equal(1, direction.Norm(), 12));
        if (dimension == 1)
            Assert.True(EquallyLikely(directions.Select(direction => direction[0] > 0 ? 1 : 0), 2) > Significance);
        else
            // Along any axis, (1 + cosine)/2 is Beta((n − 1)/2, (n − 1)/2).
            Assert.True(Uniformity(directions.Select(direction =>
                Beta.CDF((dimension - 1) / 2.0, (dimension - 1) / 2.0, Math.Clamp((1 + direction.Dot(axis)) / 2, 0, 1)))) > Significance);
        if (dimension == 2)
            Assert.True(Uniformity(directions.Select(direction => Angle(direction[0], direction[1]))) > Significance);
    }

    [Fact]
    public void A_direction_has_at_least_one_coordinate() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Key.FromSeed(0).Direction(0));

    [Fact]
    public void Permutations_are_equally_likely()
    {
        var permutations = Enumerable.Range(0, Count).Select(i => Key.FromSeed(i).Permutation(4)).ToArray();
        Assert.All(permutations, permutation => Assert.Equal([0, 1, 2, 3], permutation.Order()));
        Assert.True(EquallyLikely(permutations.Select(Order), 24) > Significance);
        Assert.Empty(Key.FromSeed(0).Permutation(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Integers_are_uniform_below_their_bound(int bound)
    {
        foreach (var key in SomeKeys)
        {
            int[] draws = [.. Enumerable.Range(0, Count).Select(i => key.Integer(bound, i))];
            Assert.All(draws, draw => Assert.InRange(draw, 0, bound - 1));
            Assert.True(bound == 1 || EquallyLikely(draws, bound) > Significance);
        }
    }

    [Property]
    public void The_bound_of_an_integer_may_be_the_largest(Key key) => Assert.InRange(key.Integer(int.MaxValue), 0, int.MaxValue - 1);

    [Fact]
    public void The_bound_of_an_integer_is_at_least_1() => Assert.Throws<ArgumentOutOfRangeException>(() => Key.FromSeed(0).Integer(0));

    [Fact]
    public void Folds_are_independent_of_each_other_and_of_their_parent()
    {
        foreach (var key in SomeKeys)
        {
            var folds = key.Split(Count);
            Assert.Equal(Count + 1, folds.Append(key).Distinct().Count());
            Assert.True(Uniformity(folds.Select(fold => fold.Uniform())) > Significance);
            // Sums of independent draws modulo 1 are uniform too, and all pairs of cells are equally likely.
            Assert.True(Uniformity(folds.Select((fold, i) => (fold.Uniform() + key.Uniform(i)) % 1)) > Significance);
            Assert.True(PairsEquallyLikely(folds.Select((fold, i) => (fold.Uniform(), key.Uniform(i)))) > Significance);
            Assert.True(PairsEquallyLikely(folds.Zip(folds.Skip(1), (one, next) => (one.Uniform(), next.Uniform()))) > Significance);
            Assert.True(PairsEquallyLikely(folds.Select(fold => (fold.Uniform(), fold.Fold(0).Uniform()))) > Significance);
        }
        // The same test detects draws that are identical.
        Assert.True(PairsEquallyLikely(SomeKeys[0].Split(Count).Select(fold => (fold.Uniform(), fold.Uniform()))) < Significance);
    }

    [Property]
    public void Split_gives_the_folds_of_0_1_and_so_on(Key key) => Assert.Equal([key.Fold(0), key.Fold(1), key.Fold(2)], key.Split(3));

    /// <summary>The p-value of the hypothesis that the draws are uniform, by their counts in 100 cells.</summary>
    private static double Uniformity(IEnumerable<double> draws) => EquallyLikely(draws.Select(draw => Cell(draw, 100)), 100);

    private static double PairsEquallyLikely(IEnumerable<(double One, double Other)> pairs) =>
        EquallyLikely(pairs.Select(pair => Cell(pair.One, 10) * 10 + Cell(pair.Other, 10)), 100);

    /// <summary>Pearson's chi-squared test: the p-value of the hypothesis that all kinds are equally likely.</summary>
    private static double EquallyLikely(IEnumerable<int> draws, int kinds)
    {
        var counts = new double[kinds];
        foreach (var draw in draws) counts[draw]++;
        var expected = counts.Sum() / kinds;
        return 1 - ChiSquared.CDF(kinds - 1, counts.Sum(count => (count - expected) * (count - expected) / expected));
    }

    private static double TwoSided(double probability) => 2 * Math.Min(probability, 1 - probability);

    private static int Cell(double draw, int cells) => Math.Min((int)(draw * cells), cells - 1);

    private static double Angle(double x, double y) => (Math.Atan2(y, x) / Math.PI + 1) / 2;

    /// <summary>The rank, from 0 to 23, of a permutation of four elements (its Lehmer code).</summary>
    private static int Order(int[] order)
    {
        var number = 0;
        for (var i = 0; i < order.Length; i++) number = number * (order.Length - i) + order.Skip(i + 1).Count(later => later < order[i]);
        return number;
    }

    private static int[] Naive(Key key)
    {
        int[] order = [0, 1, 2, 3];
        for (var i = 0; i < order.Length; i++)
        {
            var j = key.Integer(order.Length, i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}
