using PSOptimize.Stopping;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>Searches that begin anew, until that brings nothing better.</summary>
internal static class Restarts
{
    /// <summary>What rounding may do to a value, relative to it.</summary>
    public const double Rounding = 16 * 2.220446049250313e-16;

    private const double Negligible = 1e-10;

    /// <summary>The memory of a search that is over: it counts a restart, and whether the last one has brought anything.</summary>
    /// <param name="memory">The memory, with the best point and value so far.</param>
    /// <param name="hasContracted">Whether the search has contracted, and not ended for want of anything better to do.</param>
    /// <param name="lowest">The lowest value at the end of this search; by default that of the best point.</param>
    /// <param name="vain">A gain that is none; by default a small share of the decrease since the start.</param>
    public static TMemory Counted<TMemory>(TMemory memory, bool hasContracted, double? lowest = null, double? vain = null)
        where TMemory : RestartingMemory
    {
        ArgumentNullException.ThrowIfNull(memory);
        var negligible = Math.Max(vain ?? Negligible * (memory.FirstValue - memory.Value), Rounding * Math.Abs(memory.Value));
        var isVain = memory.Restarts > 0 && memory.BaseValue - memory.Value <= negligible;
        var isElsewhere = lowest - memory.Value > negligible;
        return memory with
        {
            Restarts = memory.Restarts + 1,
            Vain = !isVain ? 0 : memory.Vain + (isElsewhere ? 0.5 : 1),
            BaseValue = isVain ? memory.BaseValue : memory.Value,
            HasContracted = isVain ? memory.HasContracted : hasContracted,
        };
    }

    /// <summary>The outcome once restarts have been in vain; null before.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="allowed">How many restarts in a row must have brought nothing better.</param>
    public static Outcome? Verdict(RestartingMemory memory, int allowed)
    {
        if (memory.Vain < allowed) return null;
        var (gain, fallen) = (memory.BaseValue - memory.Value, memory.FirstValue - memory.Value);
        if (!(fallen > 0)) return Contracted(memory, "RestartGain", 0, Negligible);
        var required = Math.Max(Negligible, Rounding * Math.Abs(memory.Value) / fallen);
        return memory.HasContracted
            ? Contracted(memory, "RestartGain", gain / fallen, required)
            : new Outcome.Stalled("RestartGain", gain / fallen, required)
            {
                Detail = "restarts find nothing better, but the best point was not reached as minima of smooth functions are: "
                    + "there may be kinks or noise, or coordinates of very different sizes",
            };
    }

    /// <summary>The outcome of a search that has contracted: converged, if it has found anything lower than the start.</summary>
    /// <param name="memory">The memory at its end.</param>
    /// <param name="rule">The name of its extent.</param>
    /// <param name="achieved">The extent.</param>
    /// <param name="required">The extent at which it ends.</param>
    public static Outcome Contracted(TrialMemory memory, string rule, double achieved, double required) =>
        memory.Value < memory.FirstValue
            ? new Outcome.Converged(rule, achieved, required)
            : new Outcome.Stalled(rule, achieved, required) { Detail = "no point around the start has a lower value" };
}
