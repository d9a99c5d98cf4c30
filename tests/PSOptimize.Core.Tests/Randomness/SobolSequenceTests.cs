using System.Numerics;
using PSOptimize.Randomness;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Tests.Randomness;

public class SobolSequenceTests
{
    private static double Point(uint index, int dimension) => SobolSequence.Coordinate(index, dimension) / 4294967296.0;

    [Fact]
    public void The_first_points_are_the_published_ones()
    {
        double[][] wanted =
        [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625], [0.875, 0.875, 0.125],
            [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
        ];
        for (var i = 0; i < wanted.Length; i++)
            Assert.Equal(wanted[i], Enumerable.Range(0, 3).Select(dimension => Point((uint)i, dimension)));
    }

    [Fact]
    public void There_is_a_direction_for_every_primitive_polynomial_up_to_degree_nine() =>
        // There are φ(2ˢ − 1)/s of degree s: 1, 1, 2, 2, 6, 6, 18, 16, 48; the first coordinate needs none.
        Assert.Equal(1 + 1 + 1 + 2 + 2 + 6 + 6 + 18 + 16 + 48, SobolSequence.Dimensions);

    [Fact]
    public void Direction_numbers_are_odd_and_fill_their_digits()
    {
        for (var dimension = 0; dimension < SobolSequence.Dimensions; dimension++)
            for (var k = 0; k < SobolSequence.Digits; k++)
                // mₖ is odd and below 2ᵏ, so the k-th digit is 1 and all later ones are 0.
                Assert.Equal(SobolSequence.Digits - 1 - k, BitOperations.TrailingZeroCount(SobolSequence.Direction(dimension)[k]));
    }

    [Fact]
    public void In_every_coordinate_1024_points_have_one_in_each_of_1024_slices()
    {
        for (var dimension = 0; dimension < SobolSequence.Dimensions; dimension++)
        {
            var slices = Enumerable.Range(0, 1024).Select(i => SobolSequence.Coordinate((uint)i, dimension) >> 22);
            Assert.Equal(1024, slices.Distinct().Count());
        }
    }

    [Fact]
    public void The_sequence_has_property_A()
    {
        // Sobol' 1976: halving each of n coordinates gives 2ⁿ boxes, and each of them contains one of 2ⁿ points. Equivalently, the first
        // digits of the first n direction numbers of n coordinates form a matrix that is regular modulo 2. The numbers of Joe and Kuo have
        // this property in all coordinates.
        for (var n = 1; n <= SobolSequence.Digits; n++)
        {
            var rows = Enumerable.Range(0, n).Select(dimension =>
                Enumerable.Range(0, n).Aggregate(0u, (row, k) => row | ((SobolSequence.Direction(dimension)[k] >> 31) << k))).ToArray();
            Assert.Equal(n, Rank(rows));
        }
    }

    [Fact]
    public void No_two_coordinates_are_the_same()
    {
        var columns = Enumerable.Range(0, SobolSequence.Dimensions)
            .Select(dimension => string.Join(' ', SobolSequence.Direction(dimension).ToArray()));
        Assert.Equal(SobolSequence.Dimensions, columns.Distinct().Count());
    }

    [Property(MaxTest = 200)]
    public void Scrambling_keeps_the_net(Key key)
    {
        // The first two coordinates are a (0, m, 2)-net: with 2ᵐ points, every cell of a grid of 2ᵃ × 2ᵐ⁻ᵃ contains exactly one.
        var m = key.Integer(8);
        var points = CubeSample.Draw(key.Fold(1), 1 << m, 2, Sampling.Sobol);
        for (var a = 0; a <= m; a++)
        {
            var cells = points.Select(point => (Math.Floor(point[0] * (1 << a)), Math.Floor(point[1] * (1 << (m - a)))));
            Assert.Equal(1 << m, cells.Distinct().Count());
        }
    }

    [Property(MaxTest = 20)]
    public void Every_coordinate_stays_stratified(Key key)
    {
        var points = CubeSample.Draw(key, 64, SobolSequence.Dimensions, Sampling.Sobol);
        for (var i = 0; i < SobolSequence.Dimensions; i++)
            Assert.Equal(Enumerable.Range(0, 64), points.Select(point => (int)(point[i] * 64)).Order());
    }

    [Fact]
    public void A_longer_sample_begins_with_the_shorter_one()
    {
        var key = Key.FromSeed(5);
        Assert.Equal(CubeSample.Draw(key, 37, 4, Sampling.Sobol), CubeSample.Draw(key, 100, 4, Sampling.Sobol).Take(37));
    }

    [Fact]
    public void A_scrambled_point_is_uniform()
    {
        // The third point for 20,000 keys: its mean is 1/2 within four standard errors, and the ten tenths are equally likely
        // (chi-squared with 9 degrees of freedom, 0.999 quantile).
        double[] values = [.. Enumerable.Range(0, 20_000).Select(seed => CubeSample.Draw(Key.FromSeed(seed), 3, 5, Sampling.Sobol)[2][4])];
        var mean = values.Average();
        Assert.InRange(mean, 0.5 - 4 * Math.Sqrt(1 / 12.0 / values.Length), 0.5 + 4 * Math.Sqrt(1 / 12.0 / values.Length));
        var tenths = values.CountBy(value => (int)(10 * value)).Select(tenth => tenth.Value);
        Assert.True(tenths.Sum(count => Math.Pow(count - values.Length / 10.0, 2) / (values.Length / 10.0)) < 27.88);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void The_discrepancy_falls_faster_than_that_of_uniform_points(int dimension)
    {
        // The root mean square over seeds. For uniform points it is exactly √((2⁻ⁿ − 3⁻ⁿ)/N): four times as many points halve it. For a
        // scrambled net they reduce it to almost a quarter.
        double Squares(int count) => Enumerable.Range(0, 8).Average(seed =>
            Math.Pow(Discrepancy(CubeSample.Draw(Key.FromSeed(seed), count, dimension, Sampling.Sobol)), 2));
        var (few, many) = (Math.Sqrt(Squares(64)), Math.Sqrt(Squares(1024)));
        Assert.True(few < Math.Sqrt((Math.Pow(2, -dimension) - Math.Pow(3, -dimension)) / 64));
        Assert.True(many / few < 1 / 8.0, $"{many} of {few}");
    }

    [Fact]
    public void Too_many_coordinates_are_refused_with_advice()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => CubeSample.Draw(default, 2, 102, Sampling.Sobol));
        Assert.Contains("take LatinHypercube", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The L2 star discrepancy by the formula of Warnock 1972.</summary>
    private static double Discrepancy(IReadOnlyList<Vector> points)
    {
        var n = points[0].Count;
        double Product(Func<int, double> factor) => Enumerable.Range(0, n).Aggregate(1.0, (product, i) => product * factor(i));
        var single = points.Sum(point => Product(i => 1 - point[i] * point[i]));
        var pairs = points.Sum(a => points.Sum(b => Product(i => 1 - Math.Max(a[i], b[i]))));
        return Math.Sqrt(Math.Pow(3, -n) - Math.Pow(2, 1 - n) / points.Count * single + pairs / points.Count / points.Count);
    }

    private static int Rank(uint[] rows)
    {
        var rank = 0;
        for (var bit = 0; bit < 32; bit++)
        {
            var pivot = Array.FindIndex(rows, rank, row => ((row >> bit) & 1) == 1);
            if (pivot < 0) continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            for (var i = 0; i < rows.Length; i++)
                if (i != rank && ((rows[i] >> bit) & 1) == 1) rows[i] ^= rows[rank];
            rank++;
        }
        return rank;
    }
}
