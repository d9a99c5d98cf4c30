using FsCheck;
using FsCheck.Fluent;

namespace PSOptimize.Tests.Differentiation;

public class RandomGraphTests
{
    private static readonly Arbitrary<byte[]> Programs = ArbMap.Default.ArbFor<byte[]>();

    private static readonly Arbitrary<double[]> Points =
        Gen.Choose(-2000, 2000).Select(i => (i + 0.37) / 700).ArrayOf(RandomGraph.Dimension).ToArbitrary();

    [Fact]
    public void Compiled_value_has_the_bits_of_the_plain_evaluator() =>
        Prop.ForAll(Programs, Points, (program, point) =>
        {
            var function = RandomGraph.Function(program);
            var expected = BitConverter.DoubleToInt64Bits(function.Interpret(point));
            Assert.Equal(expected, BitConverter.DoubleToInt64Bits(function.Value(point)));
            Assert.Equal(expected, BitConverter.DoubleToInt64Bits(function.ValueAndGradient(point, new double[RandomGraph.Dimension])));
        }).Verify(800, startSize: 50, endSize: 300);

    [Fact]
    public void Gradient_equals_central_differences_within_their_error() =>
        Prop.ForAll(Programs, Points, (program, point) =>
        {
            var function = RandomGraph.Function(program);
            var gradient = new double[point.Length];
            function.ValueAndGradient(point, gradient);
            for (var i = 0; i < point.Length; i++)
                Differences.Check(x => function.Interpret(x), point, i, gradient[i]);
        }).Verify(800, startSize: 50, endSize: 300);

    [Fact]
    public void Second_evaluation_gives_the_same_bits() =>
        Prop.ForAll(Programs, Points, (program, point) =>
        {
            var function = RandomGraph.Function(program);
            var (first, second) = (new double[point.Length], new double[point.Length]);
            function.ValueAndGradient(point, first);
            function.ValueAndGradient([1, 2, 3], second);
            function.ValueAndGradient(point, second);
            Assert.Equal(first, second);
        }).Verify(300, startSize: 50, endSize: 300);
}
