using PSOptimize.Differentiation;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs;

public class MetricsTests
{
    /// <summary>x² with two metrics: the step, and the distance to 1/2, which is measured every third step.</summary>
    private sealed class Watched(string ranking) : Objective("watched")
    {
        public int Measured;

        public override DifferentiationKind Differentiation => DifferentiationKind.Given;

        public override System.Collections.ObjectModel.ReadOnlyCollection<string> MetricNames => ["Step", "Distance"];

        public override string RankingMetric => ranking;

        public override long MetricsEvery => 3;

        protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
        {
            var x = query.Point[0];
            if (answer.Wants(Information.Gradient)) answer.Gradient[0] = 2 * x;
            answer.Value = x * x;
        }

        protected internal override Vector Measure(Vector point, Draw draw, bool full)
        {
            Measured++;
            return Vector.Create(draw.Step, full ? Math.Abs(point[0] - 0.5) : double.NaN);
        }
    }

    private static readonly GradientDescent Method = new() { LearningRate = 0.1 };

    [Fact]
    public void Recorded_rows_show_the_metrics_and_the_last_row_shows_all()
    {
        var run = Optimizer.Run(new Watched(""), Method, Vector.Create(2), new RunOptions { Stop = StopRule.Iterations(7) });
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], run.Trajectory.Select(row => row.Metrics[0]));
        Assert.Equal([0, 3, 6, 7], run.Trajectory.Where(row => !double.IsNaN(row.Metrics[1])).Select(row => row.Iteration));
        Assert.Equal(run.Last, run.Trajectory[^1]);
    }

    [Fact]
    public void Metrics_are_measured_only_if_they_are_used()
    {
        var objective = new Watched("");
        Optimizer.Run(objective, Method, Vector.Create(2), new RunOptions { Stop = StopRule.Iterations(100), TraceEvery = 0 });
        Assert.Equal(2, objective.Measured); // the first row, and the last, which is the best
    }

    [Fact]
    public void Measuring_metrics_does_not_change_the_run()
    {
        var plain = Objective.FromSpans("plain", 1, (x, g) => { if (!g.IsEmpty) g[0] = 2 * x[0]; return x[0] * x[0]; });
        var stop = new RunOptions { Stop = StopRule.Iterations(50) };
        Assert.Equal(Optimizer.Run(plain, Method, Vector.Create(2), stop).Trajectory.Select(row => row.Point),
            Optimizer.Run(new Watched("Distance"), Method, Vector.Create(2), stop).Trajectory.Select(row => row.Point));
    }

    [Fact]
    public void A_ranking_metric_chooses_the_best_point()
    {
        var run = Optimizer.Run(new Watched("Distance"), Method, Vector.Create(2), new RunOptions { Stop = StopRule.Iterations(30) });
        Assert.Equal(6, run.Best.Iteration); // 2·0.8⁶ = 0.524; steps 3, 9, … are further from 1/2
    }

    [Fact]
    public void Patience_on_a_metric_counts_its_measurements()
    {
        var stop = StopRule.MetricPatience("Distance", 2).Or(StopRule.Iterations(100));
        var run = Optimizer.Run(new Watched(""), Method, Vector.Create(2), new RunOptions { Stop = stop, TraceEvery = 0 });
        Assert.Equal(12, run.Iterations); // best at 6, worse at 9 and 12
        Assert.Equal(new Outcome.Stalled("Patience(Distance)", 2, 2) { Detail = "no better Distance in 2 measurements" }, run.Outcome);
    }

    [Fact]
    public void An_unknown_metric_is_named()
    {
        var stop = new RunOptions { Stop = StopRule.MetricPatience("Accuracy", 2) };
        var error = Assert.Throws<ArgumentException>(() => Optimizer.Run(new Watched(""), Method, Vector.Create(2), stop));
        Assert.Contains("no metric Accuracy; it has Step, Distance", error.Message);
    }
}
