using PSOptimize.Differentiation;
using PSOptimize.Randomness;

namespace PSOptimize.Tests.Differentiation;

public class DifferentiableModelTests
{
    private const int N = RandomGraph.Dimension;
    private const int Rows = 5;

    private static (double[] Values, double[] Jacobian) At(DifferentiableModel model, double[] rows, double[] parameters, int count)
    {
        var (values, jacobian) = (new double[count], new double[count * model.Parameters]);
        model.ValuesAndJacobian(rows, parameters, values, jacobian);
        return (values, jacobian);
    }

    [Property(StartSize = 50, EndSize = 300)]
    public void Rows_of_the_Jacobian_are_the_gradients_by_the_parameters_to_the_last_bit(byte[] program, Key key)
    {
        double[] numbers = [.. Enumerable.Range(0, Rows).SelectMany(row => RandomGraph.Numbers(key.Fold(row)))];
        for (var inputs = 0; inputs < 3; inputs++)
        {
            var function = RandomGraph.Function(program);
            var model = DifferentiableModel.Of(function, inputs);
            double[] rows = numbers[..(Rows * inputs)], parameters = numbers[^(N - inputs)..];
            var (values, jacobian) = At(model, rows, parameters, Rows);
            var alone = new double[Rows];
            model.Values(rows, parameters, alone);
            Assert.Equal(alone, values);
            for (var i = 0; i < Rows; i++)
            {
                var gradient = new double[N];
                Assert.Equal(function.ValueAndGradient([.. rows[(i * inputs)..((i + 1) * inputs)], .. parameters], gradient), values[i]);
                Assert.Equal(gradient[inputs..], jacobian[(i * model.Parameters)..((i + 1) * model.Parameters)]);
            }
        }
    }

    [Fact]
    public void Curve_has_its_textbook_Jacobian()
    {
        // a exp(−b t) at t = 0 and 2.
        var decay = DifferentiableModel.Of(
            DifferentiableFunction.Define(3, graph => graph.Point[1] * Real.Exp(-graph.Point[2] * graph.Point[0])), inputs: 1);
        Assert.Equal((1, 2), (decay.Inputs, decay.Parameters));
        var (values, jacobian) = At(decay, [0, 2], [3, 0.5], 2);
        Assert.Equal([3, 3 * Math.Exp(-1)], values);
        Assert.Equal([1, 0, Math.Exp(-1), -6 * Math.Exp(-1)], jacobian);
    }

    [Fact]
    public void Inputs_that_a_loop_reads_are_inputs()
    {
        // The linear model of three columns: Σ xᵢ pᵢ.
        var linear = DifferentiableModel.Of(
            DifferentiableFunction.Define(6, graph => graph.Sum(0, 3, i => graph.Point[i] * graph.Point[i + 3])), inputs: 3);
        var (values, jacobian) = At(linear, [1, 2, 3, 4, 5, 6], [0.5, -1, 2], 2);
        Assert.Equal([4.5, 9], values);
        Assert.Equal([1, 2, 3, 4, 5, 6], jacobian);
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        var function = DifferentiableFunction.Define(3, graph => graph.Point[0] * graph.Point[1] + graph.Point[2]);
        var model = DifferentiableModel.Of(function, 1);
        Assert.Throws<ArgumentException>("rows", () => model.Values([1, 2, 3], [1, 2], new double[2]));
        Assert.Throws<ArgumentException>("parameters", () => model.Values([1, 2], [1], new double[2]));
        Assert.Throws<ArgumentException>("jacobian", () => model.ValuesAndJacobian([1, 2], [1, 2], new double[2], new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>("inputs", () => DifferentiableModel.Of(function, 3));
        Assert.Throws<ArgumentOutOfRangeException>("inputs", () => DifferentiableModel.Of(function, -1));
        var ofAnyNumber = DifferentiableFunction.Define(0, graph => graph.Point[0]);
        Assert.Throws<ArgumentOutOfRangeException>("inputs", () => DifferentiableModel.Of(ofAnyNumber, 1));
    }

    [Fact]
    public void Evaluation_allocates_nothing_once_warm()
    {
        var model = DifferentiableModel.Of(DifferentiableFunction.Define(4, graph => graph.Fold(0, 3, 1, (i, product) =>
            Real.Sin(product) + graph.Point[i] * graph.Point[i + 1])), inputs: 2);
        double[] rows = new double[20], values = new double[10], jacobian = new double[20];
        for (var i = 0; i < 3; i++)
            model.ValuesAndJacobian(rows, [1, 2], values, jacobian);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            model.ValuesAndJacobian(rows, [1, 2], values, jacobian);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
