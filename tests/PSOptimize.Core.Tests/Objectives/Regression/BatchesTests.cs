using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Schedules;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives.Regression;

/// <summary>Which rows a step sees, and how batches and epochs are counted.</summary>
public class BatchesTests
{
    private static Table Rows(int count) => Table.OfColumns(["x", "y"],
        [Key.FromSeed(1).Normals(count), Key.FromSeed(2).Normals(count)]);

    private static RegressionObjective Line(int rows, RegressionOptions options) =>
        RegressionObjective.Linear(Rows(rows), "y", options: options);

    private static RunOptions Until(long iterations) => new() { Stop = StopRule.Iterations(iterations) };

    [Property]
    public void Each_row_is_seen_exactly_once_per_epoch(Key key)
    {
        var rows = 1 + key.Integer(60, 0);
        var size = 1 + key.Integer(rows, 1);
        var batches = new Batches(rows, size, dropLast: false);
        Assert.Equal((rows + size - 1) / size, batches.PerEpoch);
        var epoch = key.Integer(5, 2);
        var seen = new List<int>();
        for (var step = 0; step < batches.PerEpoch; step++)
        {
            var batch = batches.RowsOf(new Draw(key, epoch * batches.PerEpoch + step));
            Assert.Equal(step < batches.PerEpoch - 1 || rows % size == 0 ? size : rows % size, batch.Length);
            seen.AddRange(batch);
        }
        Assert.Equal(Enumerable.Range(0, rows), seen.Order());
    }

    [Property]
    public void The_short_batch_can_be_dropped(Key key)
    {
        var rows = 1 + key.Integer(60, 0);
        var size = 1 + key.Integer(rows, 1);
        var batches = new Batches(rows, size, dropLast: true);
        Assert.Equal(rows / size, batches.PerEpoch);
        var seen = new List<int>();
        for (var step = 0; step < batches.PerEpoch; step++)
        {
            var batch = batches.RowsOf(new Draw(key, step));
            Assert.Equal(size, batch.Length);
            seen.AddRange(batch);
        }
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Property(MaxTest = 100)]
    public void The_order_of_an_epoch_depends_only_on_the_key_and_the_epoch(Key key)
    {
        int[] Order(Key own, int epoch) => [.. new Batches(50, 50, false).RowsOf(new Draw(own, epoch))];
        Assert.Equal(Order(key, 3), Order(key, 3));
        Assert.NotEqual(Order(key, 3), Order(key, 4));
        Assert.NotEqual(Order(key, 3), Order(key.Fold(1), 3));

        // Even if the epochs are requested in any order from the same object, which caches the last one.
        var batches = new Batches(50, 50, false);
        Assert.Equal(Order(key, 0), batches.RowsOf(new Draw(key, 0)).ToArray());
        Assert.Equal(Order(key, 7), batches.RowsOf(new Draw(key, 7)).ToArray());
        Assert.Equal(Order(key, 0), batches.RowsOf(new Draw(key, 0)).ToArray());
    }

    [Property]
    public void The_gradients_of_an_epoch_average_to_the_gradient_of_all_rows(Key key)
    {
        var rows = 3 + key.Integer(40, 0);
        var size = 1 + key.Integer(rows, 1);
        var (all, batched) = (Line(rows, new()), Line(rows, new() { BatchSize = size }));
        var point = key.Fold(2).Normals(2);
        var (value, gradient) = (0.0, Vector.Zero(2));
        for (var step = 0; step < batched.StepsPerEpoch; step++)
        {
            var count = Math.Min(size, rows - step * size);
            var own = batched.Evaluate(new Query(point, Information.Value | Information.Gradient), new Draw(key, step));
            value += count * own.Value / rows;
            gradient += (double)count / rows * own.Gradient;
        }
        var whole = all.ValueAndGradient(point);
        Assert.Equal(whole.Value, value, 1e-12 * (1 + whole.Value));
        Assert.True((whole.Gradient - gradient).Norm() < 1e-12 * (1 + whole.Gradient.Norm()));
    }

    [Fact]
    public void Stochastic_descent_sees_one_row_per_step()
    {
        var objective = Line(17, new() { BatchSize = 1 });
        Assert.Equal(17, objective.StepsPerEpoch);
        var run = Optimizer.Run(objective, new GradientDescent { LearningRate = 0.01 }, objective.Start(), Until(34));
        // At 0 the loss of a row is the square of its target.
        Assert.Contains(run.Trajectory[0].Value, Rows(17).Numbers("y").AsSeq().Select(y => y * y));
        Assert.Equal(2.0, run.Last.Metrics[0]);
    }

    [Fact]
    public void The_full_loss_is_measured_every_N_steps_and_at_the_end()
    {
        var objective = Line(30, new() { BatchSize = 5, MetricsEvery = 4 });
        var run = Optimizer.Run(objective, new GradientDescent { LearningRate = 0.05 }, objective.Start(), Until(21));
        var column = objective.MetricNames.ToList().IndexOf("FullLoss");
        foreach (var row in run.Trajectory)
        {
            var due = row.Iteration % 4 == 0 || row.Iteration is 21;
            Assert.Equal(due ? objective.Value(row.Point) : double.NaN, row.Metrics[column]);
            Assert.Equal(row.Iteration / 6.0, row.Metrics[0]);
        }
        Assert.Equal(0, run.Best.Iteration % 4);
    }

    [Fact]
    public void Held_out_metrics_are_those_of_the_fit()
    {
        var (data, split) = (Rows(40), Key.FromSeed(3));
        var heldOut = data.Share(0.25, split);
        var objective = RegressionObjective.Linear(data.Rest(0.25, split), "y", options: new() { BatchSize = 7, HeldOut = heldOut });
        Assert.Equal(["Epoch", "FullLoss", "R2", "HeldOutLoss", "HeldOutR2"], objective.MetricNames);
        var run = Optimizer.Run(objective, new Adam { LearningRate = 0.05 }, objective.Start(), Until(10 * objective.StepsPerEpoch));
        var epochs = run.Trajectory.Where(row => row.Iteration % objective.StepsPerEpoch == 0).ToList();
        foreach (var row in epochs)
        {
            var fit = objective.Fit(row.Point);
            Assert.Equal(fit.LossOn(objective.Data), row.Metrics[1], 1e-14);
            Assert.Equal(fit.RSquared, row.Metrics[2], 1e-12);
            Assert.Equal(fit.LossOn(heldOut), row.Metrics[3], 1e-14);
            Assert.Equal(fit.RSquaredOn(heldOut), row.Metrics[4], 1e-12);
        }
        Assert.Equal(epochs.Min(row => row.Metrics[3]), run.Best.Metrics[3]);
    }

    [Fact]
    public void A_run_stops_when_the_held_out_loss_no_longer_improves()
    {
        var data = DataFiles.Csv("iris.csv");
        var objective = RegressionObjective.Classifier(data.Rest(0.3, Key.FromSeed(1)), "species", [16],
            options: new() { BatchSize = 16, HeldOut = data.Share(0.3, Key.FromSeed(1)), Standardize = true });
        var run = Optimizer.Run(objective, new Adam { LearningRate = 0.02 }, objective.Start(1),
            new RunOptions { Stop = StopRule.MetricPatience("HeldOutLoss", 5).Or(StopRule.Iterations(100_000)) });
        Assert.Equal(
            new Outcome.Stalled("Patience(HeldOutLoss)", 5, 5) { Detail = "no better HeldOutLoss in 5 measurements" }, run.Outcome);
        Assert.Equal(0, run.Iterations % objective.StepsPerEpoch);
        var losses = run.Trajectory.Where(row => row.Iteration % objective.StepsPerEpoch == 0).Select(row => row.Metrics[3]).ToList();
        Assert.Equal(losses.Count - 6, losses.IndexOf(losses.Min()));
    }

    [Fact]
    public void A_rate_by_epoch_takes_the_length_of_an_epoch_from_the_objective()
    {
        var objective = Line(30, new() { BatchSize = 7 });
        var rate = new PerEpochSchedule(new InverseTimeSchedule(0.1, 1));
        var run = Optimizer.Run(objective, new Adam { LearningRate = rate }, objective.Start(), Until(15));
        Assert.Equal(5, objective.StepsPerEpoch);
        foreach (var row in run.Trajectory.Skip(1)) Assert.Equal(0.1 / (2 + (row.Iteration - 1) / 5), row.LearningRate, 1e-16);

        // If each step sees all rows, each is an epoch. Without an objective, the schedule says what it needs.
        var full = Optimizer.Run(Line(30, new()), new Adam { LearningRate = rate }, objective.Start(), Until(2));
        Assert.Equal(0.1 / 3, full.Last.LearningRate);
        Assert.Contains("say how many", Assert.Throws<InvalidOperationException>(() => rate.At(1)).Message);
    }
}
