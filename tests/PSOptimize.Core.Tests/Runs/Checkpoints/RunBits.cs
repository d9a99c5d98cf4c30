using PSOptimize.Runs;

namespace PSOptimize.Tests.Runs.Checkpoints;

/// <summary>Two runs are the same when everything but the time agrees to the last bit.</summary>
internal static class RunBits
{
    public static void Equal(Run expected, Run actual)
    {
        Assert.Equal(expected.Outcome.ToString(), actual.Outcome.ToString());
        Assert.Equal(expected.Evaluations, actual.Evaluations);
        Assert.Equal(Of(expected.Best), Of(actual.Best));
        Assert.Equal(Of(expected.Last), Of(actual.Last));
        Assert.Equal(expected.Trajectory.Every, actual.Trajectory.Every);
        Assert.Equal(expected.Trajectory.Select(Of), actual.Trajectory.Select(Of));
        // The notation tells 0 from −0.
        Assert.Equal(Notation.Write(expected.State).ToJsonString(), Notation.Write(actual.State).ToJsonString());
    }

    private static string Of(TrajectoryRow row) => string.Join(' ', row.Iteration, row.Evaluations,
        string.Join(' ', ((double[])[row.Value, row.GradientNorm, row.StepNorm, row.LearningRate, .. row.Point.AsSpan(), .. row.Metrics.AsSpan()]).Select(BitConverter.DoubleToInt64Bits)));
}
