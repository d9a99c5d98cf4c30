using System.Globalization;
using PSOptimize.Catalogues;
using PSOptimize.Checks;

namespace PSOptimize.Schedules;

/// <summary>
/// A number that changes with time: a learning rate, a temperature, an amount of noise. A schedule is an immutable value;
/// what it has to remember (only a few do) is part of the state of the method that uses it.
/// </summary>
/// <remarks>
/// A number converts to a constant schedule. Schedules are open to additions: derive a record, override
/// <see cref="At(ScheduleTime, Span{double})"/>.
/// </remarks>
public abstract record Schedule : Parameterized, IConstant
{
    /// <summary>All schedules, found by their types: a public record that derives from <see cref="Schedule"/> is among them.</summary>
    public static Catalogue<Schedule> Catalogue { get; } = new(() => Records.Of<Schedule>()
        .Select(type => Records.Entry<Schedule>(type, type.Name.Replace(nameof(Schedule), "", StringComparison.Ordinal))));

    /// <summary>How many numbers the schedule remembers from one step to the next; 0 for most.</summary>
    public virtual int Memory => 0;

    /// <summary>The number at a step.</summary>
    /// <param name="time">The step, from 1, and the value of the objective.</param>
    /// <param name="memory">
    /// The <see cref="Memory"/> numbers that the schedule remembers, NaN before the first step, to be updated in place.
    /// </param>
    public abstract double At(ScheduleTime time, Span<double> memory);

    /// <summary>The number at a step, for schedules that depend on the step alone.</summary>
    /// <param name="step">From 1.</param>
    /// <exception cref="InvalidOperationException">The schedule also depends on what happened before.</exception>
    public double At(long step)
    {
        if (Memory != 0) throw new InvalidOperationException($"{GetType().Name} depends on the values seen so far, not on the step alone.");
        return At(new ScheduleTime(step, double.NaN), []);
    }

    /// <summary>The names of the numbers that it remembers.</summary>
    internal ReadOnlyCollection<string> NumberNames => [.. Enumerable.Range(0, Memory).Select(i => $"Schedule{i}")];

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

    double? IConstant.Constant => (this as ConstantSchedule)?.Value;

    /// <summary>The schedule for an objective whose epoch has this many steps; most do not depend on it.</summary>
    internal virtual Schedule WithEpoch(long steps) => this;

    /// <summary>A schedule that never changes.</summary>
    /// <param name="value">The number, finite.</param>
    public static Schedule Constant(double value) => new ConstantSchedule(value);

    /// <summary>A schedule that never changes.</summary>
    public static implicit operator Schedule(double value) => Constant(value);

    /// <summary>The number in invariant form.</summary>
    protected static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
