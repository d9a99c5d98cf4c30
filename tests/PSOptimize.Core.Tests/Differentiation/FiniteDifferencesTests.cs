using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Differentiation;

public class FiniteDifferencesTests
{
    private static double Wave(Vector x) => x.AsSeq().Select((element, i) => Math.Sin(element * (i + 1)) + 0.1 * element * element).Sum();

    private static Vector WaveGradient(Vector x) => Vector.Init(x.Count, i => (i + 1) * Math.Cos(x[i] * (i + 1)) + 0.2 * x[i]);

    [Property]
    public void The_gradient_of_the_mirrored_function_is_the_mirrored_gradient_to_the_last_bit(Key key)
    {
        var point = 10 * key.Normals(4);
        Assert.Equal(FiniteDifferences.Central(Wave, point).Bits(), (-FiniteDifferences.Central(x => Wave(-x), -point)).Bits());
    }

    [Property]
    public void Differences_agree_with_the_gradient(Key key)
    {
        var point = 10 * key.Normals(4);
        Vector exact = WaveGradient(point), central = FiniteDifferences.Central(Wave, point), forward = FiniteDifferences.Forward(Wave, point, Wave(point));
        // Central: h² f‴/6 with h = 6e-6·|x| up to 2e-4 and f‴ up to 64; forward: h f″/2 with h = 1.5e-8·|x| and f″ up to 16, and rounding/h.
        Assert.True((central - exact).Norm() < 1e-6, $"{central} {exact}");
        Assert.True((forward - exact).Norm() < 2e-5, $"{forward} {exact}");
    }

    [Theory]
    [InlineData(1e-12), InlineData(1), InlineData(1e6), InlineData(1e9), InlineData(1e150)]
    public void Large_and_negative_coordinates_have_a_gradient(double x)
    {
        double Slope(double at) => FiniteDifferences.Central(point => point[0] * point[0], [at])[0];
        Assert.Equal(2 * x, Slope(x), Math.Max(1e-10, 1e-9 * x));
        Assert.Equal(-Slope(x), Slope(-x));
    }

    [Fact]
    public void Differences_count_their_evaluations_and_leave_the_point_alone()
    {
        var calls = 0;
        double Counted(Vector x)
        {
            calls++;
            return Wave(x);
        }

        Vector point = [1, -2, 3];
        foreach (var (kind, cost) in new[] { (DifferentiationKind.Central, 7), (DifferentiationKind.Forward, 4) })
        {
            calls = 0;
            var objective = Objective.FromValue("wave", 3, Counted, kind);
            objective.ValueAndGradient(point);
            Assert.Equal(cost, calls);
            Assert.Equal(cost, objective.Cost(Information.Value | Information.Gradient, 3));
        }
        Assert.Equal([1, -2, 3], point);
    }
}
