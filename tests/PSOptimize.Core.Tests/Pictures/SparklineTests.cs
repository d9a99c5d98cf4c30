using FsCheck;
using PSOptimize.Pictures;

namespace PSOptimize.Tests.Pictures;

public sealed class SparklineTests
{
    [Fact]
    public void A_line_rises_through_all_heights() => Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Draw([0, 1, 2, 3, 4, 5, 6, 7], 20));

    [Fact]
    public void A_geometric_decrease_is_a_straight_line_too() =>
        Assert.Equal("█▇▆▅▄▃▂▁", Sparkline.Draw([1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 10, 1], 20));

    [Fact]
    public void A_zero_at_the_end_of_a_geometric_decrease_is_at_the_bottom() =>
        Assert.Equal("█▆▃▁▁", Sparkline.Draw([1e6, 1e4, 1e2, 1, 0], 20));

    [Fact]
    public void A_constant_is_a_flat_line_in_the_middle() => Assert.Equal("▅▅▅", Sparkline.Draw([-3, -3, -3], 20));

    [Theory]
    [InlineData(new double[0], "")]
    [InlineData(new[] { double.NaN }, " ")]
    [InlineData(new[] { 0, double.NaN, 7 }, "▁ █")]
    [InlineData(new[] { double.NegativeInfinity, 0, 1, double.PositiveInfinity }, "▁▁██")]
    [InlineData(new[] { double.MinValue, double.MaxValue }, "▁█")]
    public void NaN_leaves_a_gap_and_infinite_values_are_at_the_edge(double[] values, string drawn) =>
        Assert.Equal(drawn, Sparkline.Draw(values, 20));

    [Fact]
    public void A_single_peak_survives_thinning()
    {
        var values = new double[10_000];
        values[4321] = 5;
        Assert.Single(Sparkline.Draw(values, 10), '█');
    }

    [Fact]
    public void A_sudden_decrease_begins_at_the_top() =>
        Assert.Equal("█▁▁▁▁", Sparkline.Draw([900, .. Enumerable.Repeat(4.0, 99)], 5));

    [Property]
    public bool There_is_one_character_per_value_up_to_the_width(double[] values, PositiveInt width) =>
        Sparkline.Draw(values, width.Get).Length == Math.Min(values.Length, width.Get);

    [Fact]
    public void A_width_of_zero_is_refused() => Assert.Throws<ArgumentOutOfRangeException>("width", () => Sparkline.Draw([1], 0));
}
