using PSOptimize.Checks;
using PSOptimize.Vectors;

namespace PSOptimize.Schedules;

/// <summary>A fall after given numbers of steps: ε₀ times γ for each milestone m with t > m, with the step t from 1.</summary>
/// <remarks>"Times 0.1 after 100 epochs" is one milestone, by epoch.</remarks>
public sealed record MultiStepSchedule(double Initial, Vector Milestones, double Factor = 0.1) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <summary>The numbers of steps after which it falls.</summary>
    public Vector Milestones { get; init => field = Checked(value); } = Milestones;

    /// <summary>γ in (0, 1], default 0.1.</summary>
    [Share] public double Factor { get; init => field = Checked(value); } = Factor;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
        var passed = 0;
        foreach (var milestone in Milestones.AsSpan())
            if (time.Step > milestone) passed++;
        return Initial * Math.Pow(Factor, passed);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} · {Text(Factor)} after {Milestones}";
}
