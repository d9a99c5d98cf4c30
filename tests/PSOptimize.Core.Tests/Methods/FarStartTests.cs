using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods;

/// <summary>Every method on every test problem from starts whose coordinates are of absurd sizes: the run ends with an outcome.</summary>
public class FarStartTests
{
    private static readonly int[] Powers = [6, 40, 150, 300];

    public static TheoryData<string> Methods => Names.Where(_ => true);

    [Theory, MemberData(nameof(Methods))]
    public void A_run_ends_with_an_outcome_from_wherever_it_starts(string name)
    {
        var method = Method.Catalogue.Find(name)!.Default;
        var key = Key.FromSeed(11);
        var (outcomes, turn) = (0, 0);
        foreach (var entry in TestProblems.All)
        {
            var problem = entry.Default;
            // Under constraints every row is measured, which takes its time: they share the powers between them.
            foreach (var power in problem.IsConstrained ? [Powers[turn++ % Powers.Length]] : Powers)
            {
                key = key.Fold(power);
                var start = Vector.Init(problem.Start.Count, i =>
                    (problem.Start[i] + key.Uniform(2 * i) - 0.5) * Math.Pow(10, power * (key.Uniform(2 * i + 1) < 0.5 ? -1 : 1)));
                if (!start.IsFinite() || !CanSolve(method, problem.Objective, start)) continue;
                using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
                var run = Optimizer.Run(
                    problem.Objective, method, start, new() { Stop = StopRule.Evaluations(400), Cancellation = end.Token });
                Assert.False(run.Outcome is Outcome.Cancelled, $"{name} does not end on {entry.Name} from {start}");
                if (run.Outcome is Outcome.Converged) Assert.True(double.IsFinite(run.Value));
                outcomes++;
            }
        }
        Assert.True(outcomes > 0 || method is ClosedForm);
    }

    private static bool CanSolve(Method method, Objective objective, Vector start)
    {
        try
        {
            method.Prepare(objective).Start(start, Key.FromSeed(0));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
