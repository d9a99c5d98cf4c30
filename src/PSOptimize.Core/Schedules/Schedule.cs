using System.Globalization;
using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>
/// A number that changes with time: a learning rate, a temperature, an amount of noise. A schedule is an immutable value;
/// what it has to remember (only a few do) is part of the state of the method that uses it.
/// </summary>
/// <remarks>
/// A number converts to a constant schedule. Schedules are open to additions: derive a record, override <see cref="At(ScheduleTime, Span{double})"/>.
/// </remarks>
public abstract record Schedule
{
    /// <summary>How many numbers the schedule remembers from one step to the next; 0 for most.</summary>
    public virtual int Memory => 0;

    /// <summary>The number at a step.</summary>
    /// <param name="time">The step, from 1, and the value of the objective.</param>
    /// <param name="memory">The <see cref="Memory"/> numbers that the schedule remembers, NaN before the first step, to be updated in place.</param>
    public abstract double At(ScheduleTime time, Span<double> memory);

    /// <summary>The number at a step, for schedules that depend on the step alone.</summary>
    /// <param name="step">From 1.</param>
    /// <exception cref="InvalidOperationException">The schedule also depends on what happened before.</exception>
    public double At(long step)
    {
        if (Memory != 0) throw new InvalidOperationException($"{GetType().Name} depends on the values seen so far, not on the step alone.");
        return At(new ScheduleTime(step, double.NaN), []);
    }

    /// <summary>The number at the first step.</summary>
    internal double First
    {
        get
        {
            Span<double> memory = new double[Memory];
            memory.Fill(double.NaN);
            return At(new ScheduleTime(1, double.NaN), memory);
        }
    }

    /// <summary>The schedule for an objective whose epoch has this many steps; most do not depend on it.</summary>
    internal virtual Schedule WithEpoch(long steps) => this;

    /// <summary>A schedule that never changes.</summary>
    /// <param name="value">The number, finite.</param>
    public static Schedule Constant(double value) => new ConstantSchedule(value);

    /// <summary>A schedule that never changes.</summary>
    public static implicit operator Schedule(double value) => Constant(value);

    /// <summary>The schedule as a rate: a constant must be finite and at least 0; other schedules are checked where they are made.</summary>
    internal static Schedule AsRate(Schedule value, [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (value is ConstantSchedule constant) Require.NonNegative(constant.Value, name);
        return value;
    }

    /// <summary>The number in invariant form.</summary>
    protected static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
