using PSOptimize.Randomness;

namespace PSOptimize.Tests.Differentiation;

public class RandomGraphTests
{
    /// <summary>A point that shares no coordinate with the constants of a program.</summary>
    private static double[] Point(Key key) =>
        [.. Enumerable.Range(0, RandomGraph.Dimension).Select(i => (key.Integer(4001, i) - 2000 + 0.37) / 700)];

    [Property(MaxTest = 800, StartSize = 50, EndSize = 300)]
    public void Compiled_value_has_the_bits_of_the_plain_evaluator(byte[] program, Key key)
    {
        var (function, point) = (RandomGraph.Function(program), Point(key));
        var expected = BitConverter.DoubleToInt64Bits(function.Interpret(point));
        Assert.Equal(expected, BitConverter.DoubleToInt64Bits(function.Value(point)));
        Assert.Equal(expected, BitConverter.DoubleToInt64Bits(function.ValueAndGradient(point, new double[RandomGraph.Dimension])));
    }

    [Property(MaxTest = 800, StartSize = 50, EndSize = 300)]
    public void Gradient_equals_central_differences_within_their_error(byte[] program, Key key)
    {
        var (function, point) = (RandomGraph.Function(program), Point(key));
        var gradient = new double[point.Length];
        function.ValueAndGradient(point, gradient);
        for (var i = 0; i < point.Length; i++)
            Differences.Check(x => function.Interpret(x), point, i, gradient[i]);
    }

    [Property(StartSize = 50, EndSize = 300)]
    public void Second_evaluation_gives_the_same_bits(byte[] program, Key key)
    {
        var (function, point) = (RandomGraph.Function(program), Point(key));
        var (first, second) = (new double[point.Length], new double[point.Length]);
        function.ValueAndGradient(point, first);
        function.ValueAndGradient([1, 2, 3], second);
        function.ValueAndGradient(point, second);
        Assert.Equal(first, second);
    }
}
