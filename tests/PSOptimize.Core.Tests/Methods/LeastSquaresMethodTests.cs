using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.LeastSquares;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Tests.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods;

/// <summary>What holds for every method on the linear model of residuals, and how they differ.</summary>
public class LeastSquaresMethodTests
{
    private static readonly RunOptions Ample = new() { Stop = StopRule.Evaluations(2000), TraceEvery = 0 };

    public static TheoryData<string> All => Names.Where(method => method is LeastSquaresMethod);

    private static Method Of(string name) => Method.Catalogue.Find(name)!.Default;

    private static IEnumerable<TestProblem> Problems =>
        TestProblems.All.Select(entry => entry.Default).Where(problem => problem.Residuals > 0);

    [Fact]
    public void There_are_three() => Assert.Equal(
        ["Dogleg", "GaussNewton", "LevenbergMarquardt"],
        Method.Catalogue.All.Where(entry => entry.Default is LeastSquaresMethod).Select(entry => entry.Name));

    /// <summary>The ways of the three on random matrices, some of them without full rank.</summary>
    [Property]
    public void A_step_is_within_the_radius_and_none_is_better_than_the_best(Key key)
    {
        var (rows, count) = (1 + key.Integer(6, 0), 1 + key.Integer(5, 1));
        var columns = Enumerable.Range(0, count).Select(j => key.Fold(10 + j).Normals(rows).ToArray()).ToArray();
        if (count > 2 && key.Integer(3, 2) == 0) columns[2] = [.. columns[0].Select((cell, i) => cell - 2 * columns[1][i])];
        double[][] Copy() => [.. columns.Select(column => (double[])column.Clone())];
        var vector = key.Fold(3).Normals(rows).ToArray();
        var (matrix, radius) = (new SingularValues(Copy()), Math.Pow(10, key.Between(-2, 1)));
        var whole = Vector.Create(matrix.Shortened(vector, double.PositiveInfinity));
        var (line, dogleg, best) = (matrix.Shortened(vector, radius), matrix.Dogleg(vector, radius), matrix.Solve(vector, radius));
        var downhill = -1 * Vector.Init(count, j => Enumerable.Range(0, rows).Sum(i => columns[j][i] * vector[i]));
        foreach (var step in new[] { line, dogleg })
        {
            Assert.True(Vector.Create(step).Norm() <= radius * (1 + 1e-12));
            if (whole.Norm() <= radius) Assert.Equal(whole, Vector.Create(step));
            // The best step is exact to a tenth of the radius.
            Assert.True(Left(Vector.Create(step)) >= Left(1.1 * Vector.Create(best)) * 0.9 - 1e-12 || whole.Norm() <= radius);
        }
        // No worse than any step down the steepest slope.
        for (var share = 0.05; share <= 1; share += 0.05)
            Assert.True(Left(Vector.Create(dogleg)) <= Left(share * radius / downhill.Norm() * downhill) + 1e-12);

        double Left(Vector step) => Vector.Init(rows, i =>
            vector[i] + Enumerable.Range(0, count).Sum(j => columns[j][i] * step[j])).Norm();
    }

    /// <summary>From the starts of the collection, the number of known minima that are reached, of 34.</summary>
    [Theory]
    [InlineData("Dogleg", 30)]
    [InlineData("GaussNewton", 26)]
    [InlineData("LevenbergMarquardt", 32)]
    public void It_reaches_the_minima_of_the_collection(string name, int atLeast)
    {
        var missed = Problems.Where(problem =>
        {
            var run = Optimizer.Run(problem.Objective, Of(name), problem.Start, Ample);
            return !problem.OtherMinima.AsSeq().Append(problem.Minimum).Any(minimum =>
                Math.Abs(run.Value - minimum) <= 1e-4 * Math.Abs(minimum) + 1e-8);
        }).Select(problem => problem.Name).ToList();
        Assert.True(34 - missed.Count >= atLeast, string.Join(", ", missed));
    }

    /// <summary>The curves of NIST with eight certified digits, from the farther and from the nearer start.</summary>
    [Theory]
    [InlineData("Dogleg", 12, 14)]
    [InlineData("GaussNewton", 6, 12)]
    public void It_fits_the_curves_of_NIST(string name, int fromAfar, int nearby)
    {
        foreach (var (start, atLeast) in new[] { (1, fromAfar), (2, nearby) })
        {
            var missed = NistCurves.Names.Where(curve =>
            {
                var nist = DataFiles.Nist.Read(curve);
                var run = Optimizer.Run(
                    RegressionObjective.Curve(nist.Data, NistCurves.Of(curve), "y"), Of(name), start == 1 ? nist.Start1 : nist.Start2,
                    Ample);
                return run.Outcome is not Outcome.Converged || Enumerable.Range(0, nist.Certified.Count).Any(i =>
                    Math.Abs(run.Point[i] / nist.Certified[i] - 1) > 1e-8);
            }).ToList();
            Assert.True(NistCurves.Names.Count - missed.Count >= atLeast, $"start {start} misses {string.Join(", ", missed)}");
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Columns_that_depend_on_each_other_do_no_harm(string name)
    {
        foreach (var problem in new[] { TestProblems.LinearRankOne(), TestProblems.LinearRankOneWithZeros() })
        {
            var run = Optimizer.Run(problem.Objective, Of(name), problem.Start, Ample);
            Assert.IsType<Outcome.Converged>(run.Outcome);
            Assert.Equal(problem.Minimum, run.Value, 1e-12 * problem.Minimum);
            Assert.True(run.Evaluations <= 10, $"{run.Evaluations} evaluations");
        }
    }

    [Theory, MemberData(nameof(All))]
    public void A_linear_problem_within_bounds_takes_few_steps_to_the_same_point(string name) => Property.Holds(key =>
    {
        var (rows, count) = (8, 1 + key.Integer(4));
        var matrix = key.Fold(1).Normals(rows * count);
        var target = key.Fold(2).Normals(rows);
        var columns = Enumerable.Range(0, count).Select(j => Vector.Init(rows, i => matrix[i * count + j]));
        var table = Table.OfColumns([.. Enumerable.Range(0, count).Select(j => $"x{j}"), "y"], [.. columns, target]);
        var problem = Problem.Of(RegressionObjective.Linear(table, "y")).KeptWithin(Box.Of(-0.2, 0.3));
        var run = Optimizer.Run(problem, Of(name), Vector.Zero(count + 1), Ample);
        var right = Optimizer.Run(problem, new LevenbergMarquardt(), Vector.Zero(count + 1), Ample);
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal(right.Value, run.Value, 1e-10 * right.Value);
    }, cases: 50);

    [Fact]
    public void A_line_search_begins_with_the_whole_step_each_time()
    {
        // Whatever the first steps were, the last ones are whole, and reach the minimum exactly.
        var run = Optimizer.Run(
            TestProblems.Rosenbrock().Objective, new GaussNewton(), [-1.2, 1], new RunOptions { Stop = StopRule.Evaluations(100) });
        Assert.IsType<Outcome.Converged>(run.Outcome);
        Assert.Equal(1, run.Point[0], 1e-14);
        Assert.All(run.Trajectory, row => Assert.True(double.IsFinite(row.LearningRate) || row.Iteration == 0));
        Assert.InRange(run.Evaluations, 3, 30);
    }
}
