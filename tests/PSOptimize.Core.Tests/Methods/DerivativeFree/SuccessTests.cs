using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Tests.Methods.DerivativeFree;

/// <summary>
/// How often methods must find the minimum: with default settings, in 20 runs from points of the domain, to 1e-3 of the minimum.
/// </summary>
public class SuccessTests
{
    [Theory]
    [InlineData("CMAES", "Sphere", 10, 20_000, 19)]
    [InlineData("CMAES", "Rosenbrock", 10, 20_000, 19)]
    [InlineData("CMAES", "Ackley", 10, 20_000, 19)]
    [InlineData("DifferentialEvolution", "Rastrigin", 10, 100_000, 19)]
    [InlineData("SimulatedAnnealing", "Rastrigin", 2, 100_000, 18)]
    [InlineData("NelderMead", "Rosenbrock", 2, 20_000, 20)]
    public void A_method_finds_the_minimum(string method, string problemName, int dimension, long budget, int atLeast)
    {
        var problem = TestProblems.Find(problemName)!.Create([new("dimension", dimension)]);
        var box = new Box(problem.Lower, problem.Upper);
        var stop = StopRule.TargetValue(problem.Minimum + 1e-3).Or(StopRule.Evaluations(budget));
        var found = Enumerable.Range(1, 20).AsParallel().Count(seed =>
        {
            var key = Key.FromSeed(seed);
            var start = key.Fold(-1).PointIn(problem.Lower, problem.Upper);
            var options = new RunOptions { Stop = stop, TraceEvery = 0, Key = key };
            var run = Optimizer.Run(Problem.Of(problem.Objective).KeptWithin(box), Searches.Named(method), start, options);
            return run.Outcome is Outcome.Converged;
        });
        Assert.InRange(found, atLeast, 20);
    }
}
