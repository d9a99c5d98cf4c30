using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary><c>ε₀/√t</c> with the step t from 1: the first step has ε₀. By epoch it is <c>k/√epoch</c>.</summary>
/// <remarks>Zinkevich 2003, "Online convex programming and generalized infinitesimal gradient ascent", theorem 1.</remarks>
public sealed record InverseRootSchedule(double Initial) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory) => Initial / Math.Sqrt(time.Step);

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)}/√t";
}
