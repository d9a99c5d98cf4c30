using PSOptimize.Catalogues;

namespace PSOptimize.Methods.Searches;

/// <summary>
/// How far to go along a direction of descent: which steps are tried, and which is good enough. A value that any method with a direction
/// can take.
/// </summary>
/// <remarks>
/// All searches keep an interval: its lower end has a low value and a slope that points downhill, its upper end is too long a step. A trial
/// whose value or slope is not finite is too long. Values that differ by less than their rounding count as equal; the slopes then decide,
/// as in the approximate Wolfe conditions of Hager and Zhang 2005, "A new conjugate gradient method with guaranteed descent and an
/// efficient line search", eq. 4.1, so that rounding near a minimum does not end a search.
/// </remarks>
public abstract record Search : Parameterized
{
    private protected Search() { }

    /// <summary>The searches, by name.</summary>
    public static Catalogue<Search> Catalogue { get; } =
        new(() => Records.Of<Search>().Select(type => Records.Entry<Search>(type, type.Name)));

    /// <summary>How many steps may be tried along one direction, at least 1, default 30.</summary>
    [Checks.AtLeast(1)] public int MaxTrials { get; init => field = Checked(value); } = 30;

    /// <summary>The search after its trial has been evaluated.</summary>
    /// <param name="line">A search in progress.</param>
    /// <param name="value">The value at its step.</param>
    /// <param name="slope">The slope along the line there.</param>
    internal Line Next(Line line, double value, double slope)
    {
        var trial = new LinePoint(line.Step, value, slope);
        line = line with { Trials = line.Trials + 1 };
        if (double.IsNegativeInfinity(value)) return line with { Phase = LinePhase.Endless };
        // The best step of a search that ended is evaluated once more.
        if (trial.IsFinite && (trial.Step == line.Low.Step || IsGood(line, trial))) return line with { Phase = LinePhase.Found };

        var before = line;
        line = IsTooLong(line, trial) ? line with { High = trial } : line with { Low = trial };
        // At the end of what is allowed there is nothing beyond.
        if (line.Low.Step >= line.Limit) return line with { Phase = LinePhase.Found };
        var isOpen = double.IsPositiveInfinity(line.High.Step);
        if (line.Trials >= MaxTrials || (!isOpen && IsExhausted(line))) return Ended(line);
        var step = !isOpen ? Between(before, line) : Math.Min(Beyond(before.Low, line.Low), line.Limit);
        return line with { Step = step };
    }

    /// <summary>Whether a trial with finite numbers is good enough.</summary>
    private protected abstract bool IsGood(Line line, LinePoint trial);

    /// <summary>Whether the value has fallen in proportion to the step, up to rounding: Armijo's condition.</summary>
    private protected static bool HasFallen(Line line, LinePoint trial, double share) =>
        trial.Value <= line.Start.Value + share * trial.Step * line.Start.Slope
        || (trial.Value <= line.Start.Value + line.Rounding && trial.Slope <= (2 * share - 1) * line.Start.Slope);

    private protected abstract bool IsTooLong(Line line, LinePoint trial);

    /// <summary>A step inside the interval.</summary>
    private protected virtual double Between(Line before, Line line)
    {
        var (low, high) = (line.Low, line.High);
        // Where the function is not defined nothing can be interpolated.
        if (!high.IsFinite) return low.Step + 0.1 * line.Width;
        // An interval that has become hardly shorter is halved.
        if (double.IsFinite(before.Width) && line.Width > 0.66 * before.Width) return low.Step + 0.5 * line.Width;
        var step = Math.Abs(low.Value - high.Value) > 10 * line.Rounding ? LinePoint.CubicMinimizer(low, high) : double.NaN;
        if (double.IsNaN(step) && high.Slope > 0) step = LinePoint.SlopeZero(low, high);
        return double.IsNaN(step)
            ? low.Step + 0.5 * line.Width
            : Math.Clamp(step, low.Step + 0.05 * line.Width, high.Step - 0.05 * line.Width);
    }

    /// <summary>A step beyond all that have been tried.</summary>
    private static double Beyond(LinePoint before, LinePoint last)
    {
        var way = last.Step - before.Step;
        var step = last.Slope > before.Slope ? LinePoint.SlopeZero(before, last) : double.PositiveInfinity;
        return Math.Clamp(double.IsNaN(step) ? double.PositiveInfinity : step, last.Step + 1.1 * way, last.Step + 9 * way);
    }

    /// <summary>Whether no step inside the interval can be told from its ends: by the step, or by what the slope promises of it.</summary>
    private static bool IsExhausted(Line line) => line.Width <= 4e-16 * line.High.Step
        || (line.Low.Step == 0 && -line.Start.Slope * line.High.Step <= 1e-4 * line.Rounding);

    /// <summary>A search that tries no new step: it takes the best one, if there is one.</summary>
    private static Line Ended(Line line) => line switch
    {
        { Low.Step: 0 } => line with { Phase = LinePhase.Failed },
        _ when double.IsPositiveInfinity(line.High.Step) && line.Low.Slope < line.Start.Slope / 2 =>
            line with { Phase = LinePhase.Endless },
        _ => line with { Step = line.Low.Step },
    };
}
