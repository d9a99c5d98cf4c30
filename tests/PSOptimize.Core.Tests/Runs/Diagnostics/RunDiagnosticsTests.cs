using PSOptimize.Methods;
using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Runs;
using PSOptimize.Runs.Diagnostics;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Diagnostics;

public class RunDiagnosticsTests
{
    // f = ½(x² + 100 y²): the Lipschitz constant is 100, so rates above 0.02 diverge.
    private static readonly Objective Valley = Objective.FromSpans("valley", 2, (x, g) =>
    {
        if (g.Length > 0) (g[0], g[1]) = (x[0], 100 * x[1]);
        return 0.5 * (x[0] * x[0] + 100 * x[1] * x[1]);
    });

    private static readonly Objective Rosenbrock = TestProblems.Rosenbrock().Objective;

    private static readonly Vector Start = Vector.Create(1, 1);

    private static IEnumerable<Symptom> Symptoms(Objective objective, Method method, int iterations, Vector? start = null)
    {
        var run = Optimizer.Run(objective, method, start ?? Start, new RunOptions { Stop = StopRule.Iterations(iterations) });
        return RunDiagnostics.Examine(run).Select(advice => advice.Symptom);
    }

    [Fact]
    public void A_rate_above_the_limit_diverges() =>
        Assert.Equal([Symptom.Divergence], Symptoms(Valley, new GradientDescent { LearningRate = 1 }, 1000));

    [Fact]
    public void A_start_without_a_finite_value_has_nothing_to_do_with_the_rate()
    {
        var log = Objective.FromGradient("log", 1, x => Math.Log(x[0]), x => Vector.Create(1 / x[0]));
        Assert.Empty(Symptoms(log, new GradientDescent { LearningRate = 1 }, 1000, Vector.Create(-1)));
        Assert.Empty(Symptoms(log, new LBFGS(), 1000, Vector.Create(-1)));
    }

    [Fact]
    public void Classes_that_can_be_separated_are_named_unless_a_penalty_holds_the_parameters()
    {
        var apart = Table.OfText(["u", "side"], [["0", "low"], ["1", "low"], ["3", "high"], ["4", "high"]]);
        var mixed = Table.OfText(["u", "side"], [["0", "low"], ["3", "low"], ["1", "high"], ["4", "high"]]);
        var start = Vector.Create(0, 0);
        Assert.Equal([Symptom.SeparatedClasses], Symptoms(RegressionObjective.Logistic(apart, "side"), new LBFGS(), 200, start));
        Assert.Empty(Symptoms(RegressionObjective.Logistic(mixed, "side"), new LBFGS(), 200, start));
        var held = RegressionObjective.Logistic(apart, "side", options: new RegressionOptions { L2 = 1e-6 });
        Assert.Empty(Symptoms(held, new LBFGS(), 200, start));
    }

    [Fact]
    public void A_run_that_oscillates_across_the_valley_overshoots() =>
        Assert.Contains(Symptom.Overshoot, Symptoms(Valley, new MomentumDescent { LearningRate = 0.01, Momentum = 0.99 }, 100));

    [Fact]
    public void With_too_small_a_rate_the_value_is_still_falling() =>
        Assert.Contains(Symptom.StillDescending, Symptoms(Valley, new GradientDescent { LearningRate = 1e-4 }, 100));

    [Fact]
    public void On_the_floor_of_a_steep_valley_the_value_is_still_falling()
    {
        // The first steps reduce 5,000.5 to 0.5; the rest decreases by a tenth per thousand steps.
        var steep = Objective.FromSpans("steep", 2, (x, g) =>
        {
            if (g.Length > 0) (g[0], g[1]) = (x[0], 10_000 * x[1]);
            return 0.5 * (x[0] * x[0] + 10_000 * x[1] * x[1]);
        });
        var advice = Assert.Single(RunDiagnostics.Examine(Optimizer.Run(
            steep, new GradientDescent { LearningRate = 5e-5 }, Start, new RunOptions { Stop = StopRule.Iterations(4000) })));
        Assert.Equal(Symptom.StillDescending, advice.Symptom);
        Assert.Contains("of itself", advice.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AdaGrad_uses_up_its_rate() =>
        Assert.Contains(Symptom.VanishingRate, Symptoms(Valley, new AdaGrad { LearningRate = 0.01 }, 1000));

    [Fact]
    public void AdaGrad_that_crawls_along_a_valley_after_a_steep_start_has_used_up_its_rate() =>
        Assert.Contains(Symptom.VanishingRate, Symptoms(Rosenbrock, new AdaGrad { LearningRate = 0.01 }, 2000, [-1.2, 1]));

    [Fact]
    public void A_small_rate_in_a_narrow_valley_is_a_plateau() =>
        Assert.Equal([Symptom.Plateau], Symptoms(Rosenbrock, new GradientDescent { LearningRate = 2e-5 }, 500, [-1.2, 1]));

    [Fact]
    public void Steps_back_and_forth_across_a_valley_overshoot_although_the_value_falls()
    {
        // Just below the limit of 0.02: a larger rate, as advised for a slow descent, would diverge.
        Assert.Equal([Symptom.Overshoot], Symptoms(Valley, new GradientDescent { LearningRate = 0.0199 }, 200));
        Assert.Empty(Symptoms(Valley, new GradientDescent { LearningRate = 0.0199 }, 5000));
    }

    [Fact]
    public void A_flat_region_far_from_the_minimum_is_a_plateau()
    {
        var plateau = Objective.FromSpans("plateau", 2, (x, g) =>
        {
            if (g.Length > 0) (g[0], g[1]) = (1e-4, 0);
            return 10 + 1e-4 * x[0];
        });
        Assert.Contains(Symptom.Plateau, Symptoms(plateau, new GradientDescent { LearningRate = 1e-3 }, 100));
    }

    [Fact]
    public void A_run_close_to_the_minimum_needs_no_advice() =>
        Assert.Empty(Symptoms(Valley, new GradientDescent { LearningRate = 0.015 }, 2000));

    [Fact]
    public void Starts_that_lead_to_different_minima_are_named()
    {
        var tilted = Objective.FromSpans("tilted", 1, (x, g) =>
        {
            if (g.Length > 0) g[0] = 4 * x[0] * (x[0] * x[0] - 1) + 0.3;
            return Math.Pow(x[0] * x[0] - 1, 2) + 0.3 * x[0];
        });
        Run From(double x) => Optimizer.Run(tilted, new GradientDescent { LearningRate = 0.05 }, Vector.Create(x),
            new RunOptions { Stop = StopRule.GradientNorm(1e-8).Or(StopRule.Iterations(10_000)) });
        Assert.Equal([Symptom.SeveralMinima], RunDiagnostics.Compare([From(-2), From(2)]).Select(advice => advice.Symptom));
        Assert.Empty(RunDiagnostics.Compare([From(-2), From(-1.5)]));
    }
}
