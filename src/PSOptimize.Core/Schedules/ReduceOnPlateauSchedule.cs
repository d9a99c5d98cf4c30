using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>
/// A fall when the value has stopped falling: after more than so many steps in a row without a new best value,
/// the number is multiplied by γ.
/// </summary>
/// <remarks>It counts as PyTorch's ReduceLROnPlateau does. The value is that of the point which the step leaves.</remarks>
public sealed record ReduceOnPlateauSchedule(
    double Initial, double Factor = 0.1, int Patience = 10, double Threshold = 1e-4,
    int Cooldown = 0, double Minimum = 0) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    [NonNegative] public double Initial { get; init => field = Checked(value); } = Initial;

    /// <summary>γ in (0, 1), default 0.1.</summary>
    [OpenFraction] public double Factor { get; init => field = Checked(value); } = Factor;

    /// <summary>How many steps without a new best are borne, at least 0, default 10.</summary>
    [AtLeast(0)] public int Patience { get; init => field = Checked(value); } = Patience;

    /// <summary>By which share of its size a value must be below the best to be new, at least 0, default 1e-4.</summary>
    [NonNegative] public double Threshold { get; init => field = Checked(value); } = Threshold;

    /// <summary>Steps after a fall in which none is counted, at least 0, default 0.</summary>
    [AtLeast(0)] public int Cooldown { get; init => field = Checked(value); } = Cooldown;

    /// <summary>The least number, at least 0, default 0.</summary>
    [NonNegative] public double Minimum { get; init => field = Checked(value); } = Minimum;

    /// <inheritdoc/>
    public override int Memory => 4;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
        // Remembered: the number, the best value, the steps without a new best, the steps of cooling down that are left.
        if (double.IsNaN(memory[0])) (memory[0], memory[1], memory[2], memory[3]) = (Initial, double.PositiveInfinity, 0, 0);
        var better = double.IsInfinity(memory[1]) || time.Value < memory[1] - Threshold * Math.Abs(memory[1]);
        if (better) (memory[1], memory[2]) = (time.Value, 0);
        else memory[2]++;
        if (memory[3] > 0)
        {
            memory[3]--;
            memory[2] = 0;
        }
        if (memory[2] > Patience) (memory[0], memory[2], memory[3]) = (Math.Max(memory[0] * Factor, Minimum), 0, Cooldown);
        return memory[0];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Text(Initial)} · {Text(Factor)} on a plateau of {Patience} steps";
}
