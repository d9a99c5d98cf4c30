using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Schedules;
using PSOptimize.Stopping;
using PSOptimize.Tests.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods;

public class ClosedFormTests
{
    private static Run Solve(Problem problem, Vector? start = null) =>
        Optimizer.Run(problem, new ClosedForm(), start ?? Vector.Zero(problem.Objective.Dimension));

    private static Table Draw(Key key, int rows) => Table.OfColumns(["u", "v", "w", "sigma", "y"],
    [
        1e3 * key.Fold(0).Normals(rows), 1e-3 * key.Fold(1).Normals(rows) + Vector.Repeat(rows, 2), key.Fold(2).Normals(rows),
        key.Fold(3).Uniforms(rows) + Vector.Repeat(rows, 0.1), 5 * key.Fold(4).Normals(rows),
    ]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Ridge_of_the_diabetes_data_equals_the_reference(int index)
    {
        var solution = DataFiles.Solutions("diabetes-penalised.json")[index];
        Assert.Equal(0, solution.Number("l1"));
        var penalty = new RegressionOptions { Standardize = true, L2 = solution.Number("l2") };
        var objective = RegressionObjective.Linear(DataFiles.Csv("diabetes.csv"), "progression", options: penalty);
        var run = Solve(objective);

        Assert.Equal(solution.Number("objective"), run.Value, 1e-12 * solution.Number("objective"));
        var coefficients = solution.Numbers("coefficients");
        for (var i = 0; i < coefficients.Length; i++) Assert.Equal(coefficients[i], run.Point[i], 1e-9);
        Assert.Equal(solution.Number("intercept"), run.Point[^1], 1e-9);
    }

    [Fact]
    public void Adam_converges_to_the_same()
    {
        var penalty = new RegressionOptions { Standardize = true, L2 = 0.1 };
        var objective = RegressionObjective.Linear(DataFiles.Csv("diabetes.csv"), "progression", options: penalty);
        var options = new RunOptions { Stop = StopRule.GradientNorm(1e-9).Or(StopRule.Iterations(20_000)), TraceEvery = 0 };
        var adam = Optimizer.Run(objective, new Adam { LearningRate = new ExponentialSchedule(5, 1e-3) }, objective.Start(), options);
        Assert.Equal(OutcomeKind.Converged, adam.Outcome.Kind);
        Assert.True((adam.Point - Solve(objective).Point).Norm() < 1e-8);
    }

    [Fact]
    public void The_gradient_is_zero_at_the_solution_whatever_the_start() => Property.Holds(key =>
    {
        var (data, inputs) = (Draw(key, 5 + key.Integer(60, 7)), (string[])["u", "v", "w"]);
        var options = new RegressionOptions
        {
            Sigma = key.Uniform(8) < 0.5 ? "sigma" : null,
            L2 = key.Uniform(9) < 0.5 ? 0 : Math.Pow(10, 6 * key.Uniform(10) - 4),
            Standardize = key.Uniform(11) < 0.5,
            BatchSize = key.Uniform(12) < 0.5 ? 0 : 3,
        };
        ResidualLoss[] losses = data.RowCount > 5
            ? [new SquaredLoss(), new SumOfSquaresLoss(), new ReducedChiSquaredLoss()]
            : [new SquaredLoss(), new SumOfSquaresLoss()];
        var objective = RegressionObjective.Linear(data, "y", inputs, losses[key.Integer(losses.Length, 13)], options);
        var solution = Solve(objective, key.Fold(14).Normals(4)).Last.Point;

        // Of each coordinate, against what the gradient is a little away from the solution.
        var (gradient, value) = (objective.ValueAndGradient(solution).Gradient, objective.Value(solution));
        for (var i = 0; i < 4; i++)
        {
            var step = 1e-3 * (Math.Abs(solution[i]) + 1e-3);
            var away = objective.ValueAndGradient(solution.WithElement(i, solution[i] + step));
            Assert.True(Math.Abs(gradient[i]) < 1e-6 * Math.Abs(away.Gradient[i]), $"{gradient[i]} against {away.Gradient[i]}");
            Assert.True(away.Value > value);
        }
    }, cases: 300);

    [Fact]
    public void Without_penalty_standardising_changes_nothing_in_the_coefficients() => Property.Holds(key =>
    {
        var data = Draw(key, 6 + key.Integer(40, 7));
        Vector Coefficients(bool standardize)
        {
            var objective = RegressionObjective.Linear(data, "y", ["u", "v", "w"], options: new() { Standardize = standardize });
            return objective.Fit(Solve(objective).Point).Coefficients;
        }
        var (one, other) = (Coefficients(false), Coefficients(true));
        for (var i = 0; i < 4; i++) Assert.Equal(one[i], other[i], 1e-8 * Math.Abs(other[i]) + 1e-9);
    }, cases: 100);

    [Fact]
    public void A_run_is_one_step_and_converges()
    {
        var objective = RegressionObjective.Linear(Draw(Key.FromSeed(1), 20), "y", ["w"]);
        var run = Solve(objective);
        Assert.Equal(new Outcome.Converged("Steps", 1, 1), run.Outcome);
        Assert.Equal((1, 2, 2), (run.Iterations, run.Evaluations, run.Trajectory.Count));
        Assert.Equal(objective.Start(), run.Trajectory[0].Point);
        Assert.True(run.Last.GradientNorm < 1e-12);
        var options = new RunOptions { Stop = StopRule.Iterations(0) };
        Assert.Equal(OutcomeKind.BudgetExhausted, Optimizer.Run(objective, new ClosedForm(), objective.Start(), options).Outcome.Kind);
    }

    [Fact]
    public void Ask_and_tell_give_the_same()
    {
        var objective = RegressionObjective.Linear(Draw(Key.FromSeed(1), 20), "y", ["u", "w"]);
        var solver = new ClosedForm().Prepare(objective);
        var state = solver.Start(objective.Start());
        var told = solver.Tell(state, objective.Answer(solver.Ask(state)));
        Assert.Equal(Solve(objective).Last.Point, told.Point);
        Assert.Equal(1, told.Transition);
        Assert.Equal(0, state.Transition);
        var error = Assert.Throws<ArgumentException>(() => solver.Tell(state, objective.ValueAndGradient(state.Point)));
        Assert.Contains("was told the value and the gradient", error.Message);
    }

    [Fact]
    public void Other_objectives_are_refused_with_advice()
    {
        var data = Draw(Key.FromSeed(2), 20);
        void Refused(string advice, Problem objective) =>
            Assert.Contains(advice, Assert.Throws<ArgumentException>(() => Solve(objective)).Message);
        Refused("zeros are exact", RegressionObjective.Linear(data, "y", options: new() { L1 = 0.1 }));
        Refused("the loss Huber", RegressionObjective.Linear(data, "y", loss: new HuberLoss()));
        Refused("a network", RegressionObjective.Create(data, new Network(["u"], [3], 1), "y"));
        var squashed = new Network(["u"], [], 1, outputActivation: Activation.Tanh);
        Refused("an activation at its output", RegressionObjective.Create(data, squashed, "y"));
        Refused("a curve", RegressionObjective.Curve(data, CurveModel.FromFunction(["u"], ["a"], (row, p) => p[0] * row[0]), "y"));
        Refused("classes apart", RegressionObjective.Softmax(DataFiles.Csv("iris.csv"), "species"));
        Refused("3 outputs", RegressionObjective.Create(DataFiles.Csv("iris.csv"), new Network(["petalWidth"], [], 3), "species"));
        Refused("New-Objective -Linear", TestProblems.Rosenbrock().Objective);
        var linear = RegressionObjective.Linear(data, "y", ["u"]);
        Refused("without L1 or constraints", Problem.Of(linear).EqualTo(Objective.FromValue("sum", 2, x => x.Sum())));
        Refused("without L1 or constraints", Problem.Of(linear).Penalized(0, 1));
    }

    [Fact]
    public void Columns_that_depend_on_each_other_are_named()
    {
        var key = Key.FromSeed(3);
        var (u, v) = (key.Fold(0).Normals(30), key.Fold(1).Normals(30));
        Table With(Vector w) => Table.OfColumns(["u", "v", "w", "y"], [u, v, w, key.Fold(2).Normals(30)]);
        void Named(Vector w)
        {
            var error = Assert.Throws<InvalidDataException>(() => Solve(RegressionObjective.Linear(With(w), "y")));
            Assert.Contains("The column w follows", error.Message);
        }
        Named(2 * u - 3 * v);
        Named(Vector.Repeat(30, 7));
        Named(Vector.Zero(30));
        Assert.True(Solve(RegressionObjective.Linear(With(2 * u - 3 * v), "y", options: new() { L2 = 1e-3 })).Last.GradientNorm < 1e-12);
        Assert.Contains("3 rows cannot determine 4", Assert.Throws<InvalidDataException>(() =>
            Solve(RegressionObjective.Linear(With(v).Rows([0, 1, 2]), "y", options: new() { AllowUnderdetermined = true }))).Message);
    }
}
