using PSOptimize.Checks;

namespace PSOptimize.Stopping;

/// <summary>Stops when the value hardly changed from one iterate to the next.</summary>
/// <param name="Absolute">At least 0.</param>
/// <param name="Relative">At least 0, times the size of the value.</param>
public sealed record ValueChangeRule(double Absolute, double Relative) : StopRule
{
    /// <summary>At least 0.</summary>
    public double Absolute { get; } = Require.NonNegative(Absolute);

    /// <summary>At least 0, times the size of the value.</summary>
    public double Relative { get; } = Require.NonNegative(Relative);

    internal override Outcome? Check(in Progress progress, Span<double> memory)
    {
        var change = Math.Abs(progress.Value - progress.PreviousValue);
        var required = Absolute + Relative * Math.Abs(progress.Value);
        return progress.Accepted && change <= required ? new Outcome.Converged("ValueChange", change, required) : null;
    }
}
