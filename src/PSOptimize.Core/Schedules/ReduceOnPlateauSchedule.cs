using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>A fall when the value has stopped falling: after more than so many steps in a row without a new best value, the number is multiplied by γ.</summary>
/// <param name="Initial">ε₀ ≥ 0, the number at the first step.</param>
/// <param name="Factor">γ in (0, 1), default 0.1.</param>
/// <param name="Patience">How many steps without a new best are borne, at least 0, default 10.</param>
/// <param name="Threshold">By which share of its size a value must be below the best to be new, at least 0, default 1e-4.</param>
/// <param name="Cooldown">Steps after a fall in which none is counted, at least 0, default 0.</param>
/// <param name="Minimum">The least number, at least 0, default 0.</param>
/// <remarks>It counts as PyTorch's ReduceLROnPlateau does. The value is that of the point which the step leaves.</remarks>
public sealed record ReduceOnPlateauSchedule(double Initial, double Factor = 0.1, int Patience = 10, double Threshold = 1e-4, int Cooldown = 0, double Minimum = 0) : Schedule
{
    /// <summary>ε₀ ≥ 0, the number at the first step.</summary>
    public double Initial { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Initial);

    /// <summary>γ in (0, 1), default 0.1.</summary>
    public double Factor { get; init => field = Require.Open(value); } = Require.Open(Factor);

    /// <summary>How many steps without a new best are borne, at least 0, default 10.</summary>
    public int Patience { get; init => field = Require.AtLeastZero(value); } = Require.AtLeastZero(Patience);

    /// <summary>By which share of its size a value must be below the best to be new, at least 0, default 1e-4.</summary>
    public double Threshold { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Threshold);

    /// <summary>Steps after a fall in which none is counted, at least 0, default 0.</summary>
    public int Cooldown { get; init => field = Require.AtLeastZero(value); } = Require.AtLeastZero(Cooldown);

    /// <summary>The least number, at least 0, default 0.</summary>
    public double Minimum { get; init => field = Require.NonNegative(value); } = Require.NonNegative(Minimum);

    /// <inheritdoc/>
    public override int Memory => 4;

    /// <inheritdoc/>
    public override double At(ScheduleTime time, Span<double> memory)
    {
        // Remembered: the number, the best value, the steps without a new best, the steps of cooling down that are left.
        if (double.IsNaN(memory[0])) (memory[0], memory[1], memory[2], memory[3]) = (Initial, double.PositiveInfinity, 0, 0);
        if (double.IsInfinity(memory[1]) || time.Value < memory[1] - Threshold * Math.Abs(memory[1])) (memory[1], memory[2]) = (time.Value, 0);
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
