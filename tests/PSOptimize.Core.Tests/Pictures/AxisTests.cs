using FsCheck;
using PSOptimize.Pictures;
using PSOptimize.Randomness;

namespace PSOptimize.Tests.Pictures;

public sealed class AxisTests
{
    [Fact]
    public void A_large_ratio_makes_the_scale_logarithmic_unless_a_value_is_negative()
    {
        Assert.True(Axis.ForValues([1e-6, 1]).Logarithmic);
        Assert.True(Axis.ForValues([0, 1e-6, 1]).Logarithmic);
        Assert.False(Axis.ForValues([1, 100]).Logarithmic);
        Assert.False(Axis.ForValues([-1, 1e-6, 1]).Logarithmic);
        Assert.False(Axis.ForValues([0, 0], logarithmic: true).Logarithmic);
    }

    [Theory]
    [InlineData(0, 1, 5, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(-0.31, 0.32, 6, new[] { -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3 })]
    [InlineData(1000, 5000, 4, new double[] { 1000, 2000, 3000, 4000, 5000 })]
    public void Linear_ticks_are_round_numbers(double minimum, double maximum, int count, double[] ticks) =>
        Assert.Equal(ticks, Axis.Linear(minimum, maximum).Ticks(count));

    [Fact]
    public void Logarithmic_ticks_are_powers_of_ten() =>
        Assert.Equal([1e-4, 1e-2, 1, 1e2], Axis.Log(1e-5, 1e3).Ticks(5));

    [Property]
    public bool At_is_the_inverse_of_Place(NormalFloat a, NormalFloat b, Key key)
    {
        var (low, high, place) = (Math.Min(a.Get, b.Get) / 2, Math.Max(a.Get, b.Get) / 2, key.Integer(101) / 100.0);
        var axis = Axis.Linear(low, high);
        return Math.Abs(axis.Place(axis.At(place)) - place) <= 1e-9 + (1e-14 * Math.Abs(low) / (axis.Maximum - axis.Minimum));
    }

    [Property]
    public bool Every_finite_value_and_every_tick_is_on_the_axis(double[] values)
    {
        var axis = Axis.ForValues(values);
        return values.Where(double.IsFinite).All(value => axis.Place(value) is >= 0 and <= 1)
            && axis.Ticks(5).All(tick => axis.Place(tick) is >= -1e-6 and <= 1 + 1e-6)
            && axis.Ticks(5).Zip(axis.Ticks(5).Skip(1)).All(pair => pair.First < pair.Second);
    }
}
