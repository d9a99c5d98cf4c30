using FsCheck;
using FsCheck.Fluent;
using PSOptimize.Constraints;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Constraints;

public class BoxTests
{
    public static Arbitrary<(Box Box, Vector Point)> Cases { get; } = ArbMap.Default.GeneratorFor<NormalFloat>().ArrayOf(7).Select(draws =>
    {
        double[] a = [.. draws.Select(draw => draw.Item)];
        return (new Box(
            Vector.Create(Math.Min(a[0], a[1]), Math.Min(a[2], a[3]), double.NegativeInfinity),
            Vector.Create(Math.Max(a[0], a[1]), double.PositiveInfinity, Math.Max(a[2], a[3]))), Vector.Create(a[4..]));
    }).ToArbitrary();

    [Property(MaxTest = 500, Arbitrary = [typeof(BoxTests)])]
    public bool A_projection_lies_in_the_box_and_is_idempotent((Box Box, Vector Point) pair)
    {
        var projected = pair.Box.Project(pair.Point);
        return pair.Box.Contains(projected) && ReferenceEquals(pair.Box.Project(projected), projected);
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(BoxTests)])]
    public bool No_corner_is_nearer_than_the_projection((Box Box, Vector Point) pair)
    {
        var distance = (pair.Box.Project(pair.Point) - pair.Point).Norm();
        var corner = Vector.Init(3, i => double.IsFinite(pair.Box.Lower[i]) ? pair.Box.Lower[i] : pair.Box.Upper[i]);
        return distance <= (corner - pair.Point).Norm();
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(BoxTests)])]
    public bool The_text_of_a_box_parses_to_the_same_box((Box Box, Vector Point) pair) => Box.Parse(pair.Box.ToString()) == pair.Box;

    [Fact]
    public void A_missing_bound_is_infinite() =>
        Assert.Equal(
            new Box(Vector.Create(0, double.NegativeInfinity), Vector.Create(double.PositiveInfinity, 1.5)), Box.Parse("0.. ..1.5"));

    [Fact]
    public void One_pair_of_bounds_applies_to_every_coordinate()
    {
        var box = Box.Of(-1, 2);
        Assert.Equal(Vector.Create(-1, 2, 0.5), box.Project(Vector.Create(-3, 7, 0.5)));
        Assert.Equal(Vector.Create(3, 3, 3, 3), box.ForDimension(4).Width);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Crossed_or_empty_bounds_are_refused(double lower, double upper) =>
        Assert.Contains("coordinate 0", Assert.Throws<ArgumentException>(() => Box.Of(lower, upper)).Message, StringComparison.Ordinal);

    [Fact]
    public void Bounds_for_another_dimension_are_refused() =>
        Assert.Throws<ArgumentException>(() => Box.Parse("0..1 0..1").Contains(Vector.Create(0.5)));

    [Theory]
    [InlineData("")]
    [InlineData("0-1")]
    [InlineData("0..1..2")]
    [InlineData("0,5..1,5")]
    public void Text_that_is_not_a_box_is_refused(string text) => Assert.Throws<FormatException>(() => Box.Parse(text));
}
