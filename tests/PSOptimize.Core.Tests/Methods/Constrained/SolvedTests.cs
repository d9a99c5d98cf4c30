using PSOptimize.Methods;
using PSOptimize.Methods.Constrained;
using PSOptimize.Methods.Curvature;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Tests.Objectives;

namespace PSOptimize.Tests.Methods.Constrained;

/// <summary>The problems of Hock and Schittkowski, solved.</summary>
public class SolvedTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var problem in HockSchittkowskiTests.All)
                foreach (var method in new[] { nameof(SQP), nameof(LBFGS), "the default" }) cases.Add(problem.Name, method);
            return cases;
        }
    }

    /// <summary>Both ways to constraints, and the method that is taken unless one is given, from the start of the book.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void It_is_solved(string problemName, string methodName)
    {
        var test = TestProblems.Find(problemName)!.Default;
        Problem problem = test.Objective;
        // The book starts the second on the side of its higher minimum.
        var optimum = problemName == nameof(TestProblems.HS2) ? test.OtherMinima[0] : test.Minimum;
        var method = Method.Catalogue.Find(methodName)?.Default ?? Recommendation.For(problem, test.Dimension).Method;
        var run = Optimizer.Run(problem, method, test.Start, new RunOptions { Stop = StopRule.Iterations(10_000), TraceEvery = 0 });
        var told = run.Problem.Answer(Request.Create(Information.Value | Information.Gradient
            | (problem.Constraints.Count > 0 ? Information.Equations : 0), default, run.Point))[0];
        var violation = Enumerable.Range(0, problem.Constraints.Count)
            .Select(j => j < problem.Equations.Count ? Math.Abs(told.Equations[j]) : told.Equations[j]).Append(0).Max();
        var text = $"{test} by {method.Name}: {run.Outcome} f = {run.Value:R}, {optimum:R} is right; violation {violation:G3}, "
            + $"{run.Evaluations} evaluations, at {run.Point}, multipliers {run.Multipliers}";
        Assert.True(Math.Abs(run.Value - optimum) <= 1e-6 * Math.Max(1, Math.Abs(optimum)), text);
        Assert.True(violation <= 1e-8, text);
        Assert.True(run.Outcome is Outcome.Converged, text);
        Assert.Equal(problem.Constraints.Count, run.Multipliers.Count);

        // The gradient of the Lagrangian is 0 but for what the bounds hold.
        var gradient = told.Gradient;
        for (var j = 0; j < problem.Constraints.Count; j++)
        {
            gradient += run.Multipliers[j] * told.EquationJacobian.Row(j);
            if (j < problem.Equations.Count) continue;
            Assert.True(run.Multipliers[j] >= 0, text);
            Assert.True(run.Multipliers[j] * Math.Abs(told.Equations[j]) <= 1e-6 * (1 + gradient.Norm()), text);
        }
        var left = problem.Within is { } set ? run.Point - set.Project(run.Point - gradient) : gradient;
        Assert.True(left.Norm() <= 1e-5 * (1 + told.Gradient.Norm()), $"{text}, |∇L| = {left.Norm():G3}");
    }

    [Fact]
    public void A_run_that_was_stored_has_the_constraints_of_its_problem_again()
    {
        var test = TestProblems.HS71();
        var run = Optimizer.Run(test.Objective, new SQP(), test.Start);
        var read = Run.FromJson(run.Json).Problem;
        Assert.Equal(test.Equations.Concat(test.Inequalities).Select(one => one.Name), read.Constraints.Select(one => one.Name));
        Assert.Equal(test.Equations[0].Value(test.Start), read.Equations[0].Value(test.Start));
        // Beside others, which are not in the text, they do not stand for these.
        var more = Problem.Of(test.Objective).AtMost([.. test.Inequalities, test.Inequalities[0]]);
        Assert.DoesNotContain(
            Run.FromJson(Optimizer.Run(more, new SQP(), test.Start).Json).Problem.Constraints,
            one => one.CanEvaluate && one.Name[0] == 'x');
    }
}
