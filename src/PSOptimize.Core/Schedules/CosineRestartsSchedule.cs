using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>Half waves that begin anew at the top, each so many times as long as the one before.</summary>
/// <remarks>
/// Loshchilov and Hutter 2017, "SGDR: stochastic gradient descent with warm restarts", eq. 5. The first step, t = 1, stands at the top.
/// </remarks>
public sealed record CosineRestartsSchedule(double Initial, long Steps, int Growth = 1, double Minimum = 0) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <summary>The steps of the first half wave, at least 1.</summary>
    [AtLeast(1)] public long Steps { get; init => field = Checked(value); } = Steps;

    /// <summary>How many times as long the next one is, at least 1, default 1.</summary>
    [AtLeast(1)] public int Growth { get; init => field = Checked(value); } = Growth;

    /// <summary>The floor, at least 0, default 0.</summary>
    [NonNegative] public double Minimum { get; init => field = Checked(value); } = Minimum;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
        var (phase, length) = (time.Step - 1, Steps);
        if (Growth == 1) phase %= length;
        else
            while (phase >= length)
            {
                phase -= length;
                length *= Growth;
            }
        return Minimum + (Initial - Minimum) * (1 + Math.Cos(Math.PI * phase / length)) / 2;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} to {Text(Minimum)} by cosine, anew after {Steps} steps (× {Growth})";
}
