using PSOptimize.Runs;
using PSOptimize.Runs.Records;

namespace PSOptimize.Tests.Runs.Checkpoints;

/// <summary>Asserts that two runs agree to the last bit in everything except their duration.</summary>
internal static class RunBits
{
    public static void Equal(Run expected, Run actual)
    {
        Assert.Equal(expected.Outcome.ToString(), actual.Outcome.ToString());
        Assert.Equal(expected.Evaluations, actual.Evaluations);
        Assert.Equal(Bits(expected.Best), Bits(actual.Best));
        Assert.Equal(Bits(expected.Last), Bits(actual.Last));
        Assert.Equal(expected.Trajectory.Every, actual.Trajectory.Every);
        Assert.Equal(expected.Trajectory.Select(Bits), actual.Trajectory.Select(Bits));
        // As text, because states are equal even if one has 0 and the other −0.
        Assert.Equal(Notation.Write(expected.State).ToJsonString(), Notation.Write(actual.State).ToJsonString());
    }

    private static string Bits(TrajectoryRow row)
    {
        double[] numbers =
            [row.Value, row.GradientNorm, row.StepNorm, row.LearningRate, .. row.Point.AsSpan(), .. row.Metrics.AsSpan()];
        return string.Join(' ', numbers.Select(BitConverter.DoubleToInt64Bits).Prepend(row.Evaluations).Prepend(row.Iteration));
    }
}
