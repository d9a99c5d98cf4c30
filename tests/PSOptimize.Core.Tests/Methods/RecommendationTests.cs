using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Runs;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods;

public class RecommendationTests
{
    private static readonly Objective Valley = TestProblems.Rosenbrock().Objective;

    private static readonly Objective Values =
        Objective.FromValue("values", 0, x => Valley.Value(x), PSOptimize.Differentiation.DifferentiationKind.None);

    private static readonly Table Rows = Table.OfColumns(["x", "y"], [Vector.Create(1, 2, 3, 4), Vector.Create(1, 2, 3, 5)]);

    private static RegressionObjective Line(int batch = 0) => RegressionObjective.Linear(Rows, "y", options: new() { BatchSize = batch });

    public static TheoryData<string, Problem, int> Cases => new()
    {
        { "QuadraticInterpolation", Values, 2 },
        { "CMAES", Values, 20 },
        { "ClosedForm", Line(), 2 },
        { "Adam", Line(batch: 2), 2 },
        { "LBFGS", Problem.Of(TestProblems.Booth().Objective).KeptWithin(Box.Of(0, 2)), 2 },
        { "SQP", Problem.Of(TestProblems.Booth().Objective).AtMost(TestProblems.Sphere().Objective), 2 },
        { "LBFGS", Problem.Of(TestProblems.Booth().Objective).AtMost(TestProblems.Sphere().Objective), 200 },
        { "LBFGS", Problem.Of(TestProblems.Booth().Objective).AtMost(TestProblems.Sphere().Objective).WithEquationWeight(3), 2 },
        { "LevenbergMarquardt", Valley, 2 },
        { "LevenbergMarquardt", Problem.Of(Line()).KeptWithin(Box.Of(0, 2)), 2 },
        { "ProximalGradient", Problem.Of(Valley).Penalized(0.1), 2 },
        { "ProximalGradient", Problem.Of(Valley).KeptWithin(new Simplex(1)), 2 },
        { "ProximalGradient", Problem.Of(Valley).KeptWithin(new Ball(1)), 2 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void What_a_problem_offers_decides(string name, Problem problem, int dimension)
    {
        var recommended = Recommendation.For(problem, dimension);
        Assert.Equal(name, recommended.Method.Name);
        Assert.NotEmpty(recommended.Reason);
        Assert.Equal(recommended.Method, recommended.Method.Prepare(problem).Method);
    }

    [Fact]
    public void A_request_without_methods_takes_what_is_recommended_and_says_why()
    {
        var plan = new RunRequest { Objectives = [Valley, Line()], Starts = [[-1.2, 1]] }.Expand();
        Assert.Empty(plan.Refusals);
        Assert.Equal(
            plan.Runs.Select(run => Recommendation.For(run.Problem, 2)),
            plan.Runs.Select(run => new Recommendation(run.Method, run.Reason)));
        Assert.All(plan.Runs, run =>
            Assert.Equal(OutcomeKind.Converged, Optimizer.Run(run.Problem, run.Method, run.Start, run.Options).Outcome.Kind));
    }
}
