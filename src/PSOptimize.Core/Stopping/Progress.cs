using PSOptimize.Vectors;

namespace PSOptimize.Stopping;

/// <summary>What a stop rule can observe of a run: the numbers of the current iterate, and what has been used so far.</summary>
/// <param name="Iteration">The iteration, 0 at the start.</param>
/// <param name="Evaluations">The number of evaluations of the objective so far.</param>
/// <param name="Elapsed">The time since the run began.</param>
/// <param name="Value">The value of the objective.</param>
/// <param name="PreviousValue">The value at the previous accepted iterate; NaN at the start.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradient; NaN if the method does not use gradients.</param>
/// <param name="StepNorm">The Euclidean norm of the step that led to this iterate; 0 at the start.</param>
/// <param name="BestValue">The best value so far, including this one.</param>
public readonly record struct Progress(
    long Iteration, long Evaluations, TimeSpan Elapsed, double Value, double PreviousValue, double GradientNorm, double StepNorm,
    double BestValue)
{
    /// <summary>The number of transitions that the method has made, at least the number of iterations.</summary>
    public long Transition { get; init; }

    /// <summary>Whether the last transition led to a new iterate; the rules on step and change of value apply only then.</summary>
    public bool Accepted { get; init; }

    /// <summary>Whether the objective is maximised.</summary>
    public bool Maximize { get; init; }

    /// <summary>The names of the objective's metrics; empty by default.</summary>
    public ReadOnlyCollection<string> MetricNames { get => field ?? []; init; }

    /// <summary>The metrics at this iterate, in the order of <see cref="MetricNames"/>; empty if they were not measured.</summary>
    public Vector Metrics { get => field ?? Vector.Empty; init; }

    /// <summary>
    /// The improvement from one value to another: positive if the second is lower when minimising, or higher when maximising.
    /// </summary>
    /// <param name="from">The first value.</param>
    /// <param name="to">The second value.</param>
    public double Gain(double from, double to) => Maximize ? to - from : from - to;

    /// <summary>
    /// Whether the last transition led to a new iterate that tells something: it has moved, or stands still a second time.
    /// </summary>
    /// <param name="still">How many steps in a row have been 0; NaN before the first.</param>
    internal bool IsEvidence(ref double still)
    {
        if (!Accepted || Iteration == 0) return false;
        still = StepNorm != 0 ? 0 : double.IsNaN(still) ? 1 : still + 1;
        return still != 1;
    }

    /// <summary>The metric of a name; NaN if it was not measured at this iteration.</summary>
    /// <param name="name">One of <see cref="MetricNames"/>, in any case.</param>
    /// <exception cref="ArgumentException">The objective has no such metric.</exception>
    public double Metric(string name)
    {
        for (var i = 0; i < MetricNames.Count; i++)
            if (string.Equals(MetricNames[i], name, StringComparison.OrdinalIgnoreCase))
                return Metrics.Count == 0 ? double.NaN : Metrics[i];
        var known = MetricNames.Count == 0 ? "none" : string.Join(", ", MetricNames);
        throw new ArgumentException($"The objective has no metric {name}; it has {known}.", nameof(name));
    }
}
