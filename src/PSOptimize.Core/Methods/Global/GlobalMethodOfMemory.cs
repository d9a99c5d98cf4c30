using PSOptimize.Constraints;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Global;

/// <summary>A global method with what it remembers.</summary>
/// <typeparam name="TMemory">What the method remembers: a record of vectors, lists of points, numbers and choices.</typeparam>
public abstract record GlobalMethod<TMemory> : GlobalMethod where TMemory : GlobalMemory
{
    /// <summary>For derived methods, with their default.</summary>
    /// <param name="vainRestarts">How many searches in a row must bring nothing better before a run ends.</param>
    protected GlobalMethod(int vainRestarts) : base(vainRestarts) { }

    /// <inheritdoc/>
    protected sealed override Solver Solve(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new GlobalSolver<TMemory>(this, problem, problem.Within as Box ?? Box.Unbounded);
    }

    /// <summary>The memory at a starting point within the region.</summary>
    /// <param name="point">The starting point.</param>
    /// <param name="key">Where draws come from.</param>
    /// <param name="region">Where trials may be.</param>
    protected internal abstract TMemory First(Vector point, Key key, Region region);

    /// <summary>The memory after its trials have been evaluated.</summary>
    /// <param name="memory">The memory; its low point is the lowest of these trials and those before in this iteration.</param>
    /// <param name="values">The values of its trials, in order; ∞ for those that are not finite.</param>
    /// <param name="region">Where trials may be.</param>
    protected internal abstract TMemory Sampled(TMemory memory, double[] values, Region region);

    /// <summary>The memory after a local search, which has led to the low point.</summary>
    /// <param name="memory">The memory, whose point is the best so far, the low point included.</param>
    /// <param name="hasConverged">Whether the search has ended at a minimum, and not for want of anything better to do.</param>
    /// <param name="region">Where trials may be.</param>
    protected internal abstract TMemory Found(TMemory memory, bool hasConverged, Region region);

    /// <summary>Whether an iteration has ended with the trials that led to a memory; with most methods they are one.</summary>
    /// <param name="memory">The memory after its trials.</param>
    protected internal virtual bool EndsIteration(TMemory memory) => true;

    /// <summary>Why nothing more can be done from a memory; null if the method goes on.</summary>
    /// <param name="memory">A memory of this method, of a finite value.</param>
    protected internal virtual Outcome? Verdict(TMemory memory) => Restarts.Verdict(memory, VainRestarts);

    /// <summary>The memory after the low point was compared with the best.</summary>
    /// <param name="memory">The memory.</param>
    internal static TMemory Compared(TMemory memory) => !(memory.LowValue < memory.Value) ? memory
        : memory with { Point = memory.LowPoint, Value = memory.LowValue };
}
