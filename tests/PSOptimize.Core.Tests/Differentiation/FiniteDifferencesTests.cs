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
        Vector exact = WaveGradient(point), central = FiniteDifferences.Central(Wave, point);
        var forward = FiniteDifferences.Forward(Wave, point, Wave(point));
        // Central: h² f‴/6 with h = 6e-6·|x| up to 2e-4 and f‴ up to 64; forward: h f″/2 with h = 1.5e-8·|x| and f″ up to 16, and
        // rounding/h.
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

    /// <summary>Residuals of three results: their gradients are the rows of the Jacobian.</summary>
    private static Vector Residuals(Vector x) => [Wave(x), 2 * x[0] - x[1], Math.Sin(x[0] * x[1])];

    private static Vector ExactJacobian(Vector x) =>
        [.. WaveGradient(x), 2, -1, 0, 0, x[1] * Math.Cos(x[0] * x[1]), x[0] * Math.Cos(x[0] * x[1]), 0, 0];

    [Fact]
    public void Jacobian_by_differences_agrees_with_the_exact_one() => Property.Holds(key =>
    {
        var point = key.Normals(4);
        Vector exact = ExactJacobian(point), central = FiniteDifferences.CentralJacobian(Residuals, point);
        var forward = FiniteDifferences.ForwardJacobian(Residuals, point, Residuals(point));
        // With h = 6e-6·4 and third derivatives up to 64, with h = 1.5e-8·4 and second derivatives up to 20; and rounding/h.
        Assert.True((central - exact).Norm() < 3e-8, $"{central} {exact}");
        Assert.True((forward - exact).Norm() < 2e-6, $"{forward} {exact}");
        // The first row is the gradient by differences of the first result.
        Assert.Equal(FiniteDifferences.Central(Wave, point).Bits(), central.Slice(0, 4).Bits());
        Assert.Equal(FiniteDifferences.Forward(Wave, point, Wave(point)).Bits(), forward.Slice(0, 4).Bits());
    });

    [Fact]
    public void Jacobian_of_a_function_that_changes_its_length_is_refused()
    {
        Vector Odd(Vector x) => x[0] > 1 ? [1, 2] : [1];
        Assert.Throws<ArgumentException>(() => FiniteDifferences.CentralJacobian(Odd, [1]));
        Assert.Throws<ArgumentException>(() => FiniteDifferences.ForwardJacobian(Odd, [1], [1]));
        Assert.Equal(Vector.Empty, FiniteDifferences.CentralJacobian(Odd, []));
    }

    private static Vector WaveHessianTimes(Vector x, Vector v) =>
        Vector.Init(x.Count, i => (0.2 - (i + 1) * (i + 1) * Math.Sin(x[i] * (i + 1))) * v[i]);

    [Fact]
    public void Hessian_product_by_differences_agrees_with_the_exact_one_whatever_the_length_of_the_direction() => Property.Holds(key =>
    {
        var numbers = key.Normals(8);
        Vector point = numbers.Slice(0, 4), direction = Math.Exp(key.Between(-50, 50, 8)) * numbers.Slice(4, 4);
        var exact = WaveHessianTimes(point, direction);
        // h²·f⁗/6 with h‖v‖ up to 6e-6·5 and f⁗ up to 256, and rounding/h.
        Assert.True((FiniteDifferences.HessianProduct(WaveGradient, point, direction) - exact).Norm() < 1e-7 * direction.Norm());
        Assert.Equal(FiniteDifferences.HessianProduct(WaveGradient, point, direction).Bits(),
            (-FiniteDifferences.HessianProduct(WaveGradient, point, -direction)).Bits());
    });

    [Fact]
    public void Hessian_product_costs_two_gradients_and_none_along_nothing()
    {
        var calls = 0;
        Vector Counted(Vector x)
        {
            calls++;
            return WaveGradient(x);
        }

        FiniteDifferences.HessianProduct(Counted, [1, 2], [3, 4]);
        Assert.Equal(2, calls);
        Assert.Equal([0, 0], FiniteDifferences.HessianProduct(Counted, [1, 2], [0, 0]));
        Assert.Equal(2, calls);
        Assert.Throws<ArgumentException>("direction", () => FiniteDifferences.HessianProduct(Counted, [1, 2], [0]));
    }
}
