using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives.Regression;

/// <summary>The gradients of every loss and every activation against central differences.</summary>
public class GradientTests
{
    private static readonly Key Seed = Key.FromSeed(7);

    private static readonly Table Data = Table.OfColumns(["u", "v", "w", "y", "c", "d", "sigma"],
    [
        Seed.Fold(0).Normals(37), Seed.Fold(1).Normals(37), Seed.Fold(2).Normals(37), 2 * Seed.Fold(3).Normals(37),
        Vector.Init(37, i => Seed.Integer(3, i)), Vector.Init(37, i => Seed.Integer(2, i)),
        Seed.Fold(4).Uniforms(37) + Vector.Repeat(37, 0.5),
    ]);

    public static TheoryData<ResidualLoss> ResidualLosses =>
    [
        new SquaredLoss(), new SumOfSquaresLoss(), new ReducedChiSquaredLoss(), new AdjustedChiSquaredLoss(), new AbsoluteLoss(),
        new HuberLoss { Delta = 0.7 }, new LogCoshLoss(), new SoftL1Loss { Scale = 0.7 }, new CauchyLoss { Scale = 2 },
    ];

    public static TheoryData<Activation> Activations =>
    [
        Activation.Identity, Activation.Sigmoid, Activation.Tanh, Activation.ReLU, Activation.LeakyReLU, Activation.ELU,
        Activation.ELUOf(0.3), Activation.Maxout, Activation.Softmax,
    ];

    [Theory]
    [MemberData(nameof(ResidualLosses))]
    public void Of_residual_losses(ResidualLoss loss) =>
        Check(RegressionObjective.Linear(Data, "y", ["u", "v", "w"], loss, new() { Sigma = "sigma", L1 = 0.3, L2 = 0.2 }));

    [Theory]
    [MemberData(nameof(Activations))]
    public void Of_activations(Activation activation)
    {
        Check(RegressionObjective.Create(Data, new Network(["u", "v", "w"], [5, 3], 1, activation), "y"));
        Check(RegressionObjective.Classifier(Data, "c", [6, 5], activation, ["u", "v", "w"], options: new() { L2 = 0.1 }));
        Check(RegressionObjective.Create(Data, new Network(["u", "v"], [4], 3, Activation.Tanh, activation), "c"));
    }

    [Fact]
    public void Of_classes()
    {
        Check(RegressionObjective.Logistic(Data, "d", ["u", "v", "w"], new() { L1 = 0.1, Standardize = true }));
        Check(RegressionObjective.Softmax(Data, "c", ["u", "v", "w"]));
        Check(RegressionObjective.Softmax(Data, "c", ["u", "v", "w"], new() { BatchSize = 5 }), new Draw(Seed, 12));
    }

    [Fact]
    public void Of_curves()
    {
        var exact = CurveModel.FromFunctionAndGradient(["u"], ["a", "b"], (row, p) =>
        {
            var e = Math.Exp(p[1] * row[0]);
            return Evaluation.Of(p[0] * e, Vector.Create(e, p[0] * row[0] * e));
        });
        var differences = CurveModel.FromFunction(["u"], ["a", "b"], (row, p) => p[0] * Math.Exp(p[1] * row[0]));
        var options = new RegressionOptions { Sigma = "sigma" };
        Check(RegressionObjective.Curve(Data, exact, "y", options: options));
        var point = Vector.Create(0.7, -0.4);
        var one = RegressionObjective.Curve(Data, exact, "y", options: options).ValueAndGradient(point);
        var other = RegressionObjective.Curve(Data, differences, "y", options: options).ValueAndGradient(point);
        Assert.Equal(one.Value, other.Value, 1e-14);
        Assert.True((one.Gradient - other.Gradient).Norm() < 1e-8 * one.Gradient.Norm());
    }

    private static void Check(RegressionObjective objective, Draw draw = default)
    {
        for (var trial = 0; trial < 20; trial++)
        {
            var point = Seed.Fold(100 + trial).Normals(objective.Dimension);
            var gradient = objective.Evaluate(new Query(point, Information.Value | Information.Gradient), draw).Gradient;
            var numeric = new double[point.Count];
            FiniteDifferences.Central(x => objective.Evaluate(new Query(x, Information.Value), draw).Value, point, numeric);
            for (var i = 0; i < gradient.Count; i++)
                Assert.True(Math.Abs(gradient[i] - numeric[i]) < 1e-6 * (1 + Math.Abs(numeric[i])),
                    $"coordinate {i}: {gradient[i]}, by differences {numeric[i]}");
        }
    }
}
