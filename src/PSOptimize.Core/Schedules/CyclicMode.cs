namespace PSOptimize.Schedules;

/// <summary>What becomes of the height of a <see cref="CyclicSchedule"/>.</summary>
public enum CyclicMode
{
    /// <summary>It stays.</summary>
    Triangular,

    /// <summary>Each cycle has half the height of the last (Smith's "triangular2").</summary>
    Halving,

    /// <summary>It falls by a factor with every step (Smith's "exp range").</summary>
    Exponential,
}
