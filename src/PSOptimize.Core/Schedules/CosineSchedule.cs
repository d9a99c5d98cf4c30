using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>
/// Half a wave from the initial number down to the floor, <c>b + (ε₀ − b)(1 + cos(π(t − 1)/n))/2</c>
/// with the step t from 1; after n steps it rises again.
/// </summary>
/// <remarks>
/// Loshchilov and Hutter 2017, "SGDR: stochastic gradient descent with warm restarts", eq. 5, without restarts. To stay at the floor, join
/// it with a constant: <see cref="JoinedSchedule"/>.
/// </remarks>
public sealed record CosineSchedule(double Initial, long Steps, double Minimum = 0) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <summary>n ≥ 1, the steps from the top to the floor.</summary>
    [AtLeast(1)] public long Steps { get; init => field = Checked(value); } = Steps;

    /// <summary>b ≥ 0, the floor, default 0.</summary>
    [NonNegative] public double Minimum { get; init => field = Checked(value); } = Minimum;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
        // Reduced to one period, so that the cosine does not lose digits far out.
        var phase = (time.Step - 1) % (2 * Steps);
        return Minimum + (Initial - Minimum) * (1 + Math.Cos(Math.PI * phase / Steps)) / 2;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} to {Text(Minimum)} in {Steps} steps by cosine";
}
