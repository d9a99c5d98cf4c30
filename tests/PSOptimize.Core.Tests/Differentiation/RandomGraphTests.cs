using PSOptimize.Randomness;

namespace PSOptimize.Tests.Differentiation;

public class RandomGraphTests
{
    [Property(MaxTest = 800, StartSize = 50, EndSize = 300)]
    public void Compiled_value_has_the_bits_of_the_plain_evaluator(byte[] program, Key key)
    {
        var (function, point) = (RandomGraph.Function(program), RandomGraph.Numbers(key));
        var expected = BitConverter.DoubleToInt64Bits(function.Interpret(point));
        Assert.Equal(expected, BitConverter.DoubleToInt64Bits(function.Value(point)));
        Assert.Equal(expected, BitConverter.DoubleToInt64Bits(function.ValueAndGradient(point, new double[RandomGraph.Dimension])));
    }

    [Property(MaxTest = 800, StartSize = 50, EndSize = 300)]
    public void Gradient_equals_central_differences_within_their_error(byte[] program, Key key)
    {
        var (function, point) = (RandomGraph.Function(program), RandomGraph.Numbers(key));
        var gradient = new double[point.Length];
        function.ValueAndGradient(point, gradient);
        for (var i = 0; i < point.Length; i++)
            Differences.Check(x => function.Interpret(x), point, i, gradient[i]);
    }

    [Property(StartSize = 50, EndSize = 300)]
    public void Second_evaluation_gives_the_same_bits(byte[] program, Key key)
    {
        var (function, point) = (RandomGraph.Function(program), RandomGraph.Numbers(key));
        var (first, second) = (new double[point.Length], new double[point.Length]);
        function.ValueAndGradient(point, first);
        function.ValueAndGradient([1, 2, 3], second);
        function.ValueAndGradient(point, second);
        Assert.Equal(first, second);
    }
}
