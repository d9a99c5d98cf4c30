using PSOptimize.Constraints;
using PSOptimize.Pictures;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Pictures;

public sealed class ThinningTests
{
    private static readonly Box Square = Box.Of(-4, 4).ForDimension(2);
    private static readonly Run Model = Races.One(Races.Paraboloid, [1, 2], 1);

    [Theory]
    [InlineData("decay")]
    [InlineData("noise")]
    [InlineData("zigzag")]
    [InlineData("circles")]
    [InlineData("walk")]
    public void Curves_and_paths_stay_within_a_pixel_of_what_all_rows_draw_however_many_runs_there_are(string kind)
    {
        TrajectoryRow[] rows = [.. Enumerable.Range(0, 3000).Select(i => Row(kind, i))];
        foreach (var runs in new[] { 1, 8 })
        {
            var (thinned, pixel) = Thinning.Thin([.. Enumerable.Repeat(Of(rows), runs)], Square, 400 * Math.Max(runs, 7));
            Assert.InRange(pixel, 0.25, 1);
            Assert.All(thinned, kept => Assert.True(kept.Count <= (kind is "decay" ? 700 : 3000)));
            var (low, high) = (rows.Min(row => row.Value), rows.Max(row => row.Value));
            // What a chart of 1000 by 600 pixels shows: between the lowest and the highest point of each column of pixels.
            AssertNear(Column(rows, row => row.Iteration / 3.0, row => 600 * (row.Value - low) / (high - low)),
                Column(thinned[^1], row => row.Iteration / 3.0, row => 600 * (row.Value - low) / (high - low)));
            AssertNear(Column(rows, row => row.Iteration / 3.0, row => 600 * Math.Log(row.Value / low) / Math.Log(high / low)),
                Column(thinned[^1], row => row.Iteration / 3.0, row => 600 * Math.Log(row.Value / low) / Math.Log(high / low)));
            AssertSamePath(rows, thinned[^1]);
        }

        // Each column of one is within a pixel of what the other has there or in the columns beside it.
        static void AssertNear((double Low, double High)[] all, (double Low, double High)[] kept)
        {
            for (var i = 1; i < all.Length - 1; i++)
            {
                Assert.InRange(kept[i].Low, all[(i - 1)..(i + 2)].Min(column => column.Low) - 1, kept[i].High);
                Assert.InRange(kept[i].High, kept[i].Low, all[(i - 1)..(i + 2)].Max(column => column.High) + 1);
                Assert.InRange(all[i].Low, kept[(i - 1)..(i + 2)].Min(column => column.Low) - 1, all[i].High);
                Assert.InRange(all[i].High, all[i].Low, kept[(i - 1)..(i + 2)].Max(column => column.High) + 1);
            }
        }
    }

    [Fact]
    public void Finer_pixels_are_used_while_the_rows_are_few_enough()
    {
        var track = Of([.. Enumerable.Range(0, 3000).Select(i => Row("decay", i))]);
        Assert.Equal(0, Thinning.Thin([track], Square, 3000).Pixel);
        Assert.Equal(0.25, Thinning.Thin([track], Square, 2999).Pixel);
    }

    [Fact]
    public void Noise_of_more_runs_than_a_page_can_hold_has_larger_pixels()
    {
        var track = Of([.. Enumerable.Range(0, 3000).Select(i => Row("noise", i))]);
        var (rows, pixel) = Thinning.Thin([.. Enumerable.Repeat(track, 10)], Square, 100);
        Assert.True(pixel > 1);
        Assert.True(rows.Sum(some => some.Count) <= 2000);
        Assert.All(rows, some => Assert.Equal((0, 2999), (some[0].Iteration, some[^1].Iteration)));
    }

    private static TrajectoryRow Row(string kind, int i)
    {
        var key = Key.FromSeed(i);
        var (value, x, y) = kind switch
        {
            "decay" => (Math.Exp(-i / 150.0), 3 * Math.Exp(-i / 400.0), 2 * Math.Exp(-i / 100.0)),
            "noise" => (1 + key.Uniform(0), 4 * (key.Uniform(1) - 0.5), 4 * (key.Uniform(2) - 0.5)),
            "zigzag" => ((1.2 + (i % 2)) * Math.Exp(-i / 500.0), 3 * Math.Exp(-i / 900.0), (i % 2 == 0 ? 1 : -1) * Math.Exp(-i / 800.0)),
            "circles" => (2 + Math.Sin(i / 7.0), 3 * Math.Sin(i / 9.0), 3 * Math.Cos(i / 9.0)),
            _ => (2 + Math.Sin(i / 300.0) + (key.Uniform(0) / 9), 2 * Math.Sin(i / 400.0) + (key.Uniform(1) / 3), (i / 1500.0) - 1),
        };
        return new(i, 2 * i, value, value / 2, 1, 0.1, Vector.Create(x, y));
    }

    private static Track Of(IReadOnlyList<TrajectoryRow> rows) => new("run", new Look(0, 0, 0), Model, rows);

    /// <summary>The lowest and the highest point of a chain of lines in each column of pixels.</summary>
    private static (double Low, double High)[] Column(
        IReadOnlyList<TrajectoryRow> rows, Func<TrajectoryRow, double> x, Func<TrajectoryRow, double> y)
    {
        var columns = Enumerable.Repeat((Low: double.PositiveInfinity, High: double.NegativeInfinity), 1000).ToArray();
        for (var i = 1; i < rows.Count; i++)
        {
            var (from, to) = ((X: x(rows[i - 1]), Y: y(rows[i - 1])), (X: x(rows[i]), Y: y(rows[i])));
            var borders = Enumerable.Range((int)from.X + 1, Math.Max(0, (int)to.X - (int)from.X));
            foreach (var at in (double[])[from.X, .. borders, to.X])
            {
                ref var column = ref columns[Math.Min(999, (int)at)];
                var height = from.Y + ((to.Y - from.Y) * (at - from.X) / (to.X - from.X));
                column = (Math.Min(column.Low, height), Math.Max(column.High, height));
            }
        }
        return columns;
    }

    /// <summary>No pixel that the path of one list touches is further than three pixels from one that the other touches.</summary>
    private static void AssertSamePath(IReadOnlyList<TrajectoryRow> all, IReadOnlyList<TrajectoryRow> kept)
    {
        var (one, other) = (Pixels(all), Pixels(kept));
        Assert.DoesNotContain(one, at => !Near(other, at));
        Assert.DoesNotContain(other, at => !Near(one, at));

        static bool Near(HashSet<(int X, int Y)> pixels, (int X, int Y) at) => Enumerable.Range(-2, 5).Any(dx =>
            Enumerable.Range(-2, 5).Any(dy => pixels.Contains((at.X + dx, at.Y + dy))));

        static HashSet<(int X, int Y)> Pixels(IReadOnlyList<TrajectoryRow> rows)
        {
            var pixels = new HashSet<(int, int)>();
            for (var i = 1; i < rows.Count; i++)
            {
                var (from, to) = (125 * (rows[i - 1].Point + Vector.Create(4, 4)), 125 * (rows[i].Point + Vector.Create(4, 4)));
                var steps = Math.Max(1, (int)(2 * (to - from).Norm()));
                for (var k = 0; k <= steps; k++)
                {
                    var at = from + ((double)k / steps * (to - from));
                    pixels.Add(((int)at[0], (int)at[1]));
                }
            }
            return pixels;
        }
    }
}
