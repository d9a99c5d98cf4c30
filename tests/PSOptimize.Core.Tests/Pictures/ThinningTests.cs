using FsCheck;
using FsCheck.Fluent;
using PSOptimize.Pictures;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Pictures;

public sealed class ThinningTests
{
    private static TrajectoryRow Row(long i, double value, double x) => new(i, i, value, value / 2, 1, 0.1, Vector.Create(x, -x));

    [Fact]
    public void Of_a_million_rows_the_ends_and_the_extremes_are_kept_in_order()
    {
        var rows = new TrajectoryRow[1_000_000];
        for (var i = 0; i < rows.Length; i++) rows[i] = Row(i, 1.0 / (i + 1), Math.Sin(i * 1e-4));
        rows[777_777] = Row(777_777, 50, -3);
        rows[777_778] = Row(777_778, -50, 3);

        var kept = Thinning.Thin(rows, 1600);

        Assert.InRange(kept.Count, 100, 1600);
        Assert.Same(rows[0], kept[0]);
        Assert.Same(rows[^1], kept[^1]);
        Assert.Contains(rows[777_777], kept);
        Assert.Contains(rows[777_778], kept);
        Assert.Equal(kept.OrderBy(row => row.Iteration), kept);
        // The beginning, where methods move most, remains dense.
        Assert.True(kept.Count(row => row.Iteration < 1000) > 40);
    }

    public static Arbitrary<double[]> Values { get; } =
        Gen.Choose(2, 400).SelectMany(count => ArbMap.Default.GeneratorFor<double>().ArrayOf(count)).ToArbitrary();

    [Property(Arbitrary = [typeof(ThinningTests)])]
    public bool Thinning_preserves_the_range_and_leaves_short_trajectories_unchanged(double[] values, Key key)
    {
        var (rows, limit) = (values.Select((value, i) => Row(i, value, i)).ToArray(), 20 + key.Integer(81));
        var kept = Thinning.Thin(rows, limit);
        static (double, double)? Range(IEnumerable<double> values)
        {
            var numbers = values.Where(value => !double.IsNaN(value)).ToArray();
            return numbers.Length == 0 ? null : (numbers.Min(), numbers.Max());
        }
        return rows.Length <= limit ? ReferenceEquals(rows, kept)
            : kept.Count <= limit && Range(kept.Select(row => row.Value)).Equals(Range(values));
    }
}
