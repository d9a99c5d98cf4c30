namespace PSOptimize.Transformations;

/// <summary>How many threads a step of a first-order method may use. Not a bit of any result depends on it.</summary>
public static class Parallelism
{
    /// <summary>At least 1, for one thread; by default as many as there are processors. Only steps over some 260,000 coordinates use more than one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public static int MaxThreads
    {
        get => field;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;
}
