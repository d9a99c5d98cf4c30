using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>A method that needs values alone. It counts a value that is not a finite number as worse than every other.</summary>
/// <remarks>
/// Derive a record, give it hyperparameters as properties, and say in <see cref="First"/> and <see cref="Next"/> which trials a memory
/// waits for. Draws come from <c>memory.Key.Fold(memory.Step + 1)</c>, so that each transition has its own.
/// </remarks>
/// <typeparam name="TMemory">What the method remembers: a record of vectors, lists of points, numbers and choices.</typeparam>
public abstract record DerivativeFreeMethod<TMemory> : Method where TMemory : TrialMemory
{
    /// <inheritdoc/>
    public sealed override Information Needs => Information.Value;

    /// <summary>Boxes only.</summary>
    /// <param name="set">A box, a simplex or a ball.</param>
    public sealed override bool CanKeepWithin(Projection set) => set is Box;

    /// <inheritdoc/>
    protected sealed override Solver Solve(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new TrialSolver<TMemory>(this, problem, problem.Within as Box ?? Box.Unbounded);
    }

    /// <summary>Noise does not keep such a method from going on: it may see another batch of rows at each step.</summary>
    internal sealed override bool ComparesValues => false;

    /// <summary>Why nothing more can be done from a memory; null if the method goes on, as those that do not end by themselves.</summary>
    /// <param name="memory">A memory of this method, of a finite value.</param>
    protected internal virtual Outcome? Verdict(TMemory memory) => null;

    /// <summary>The memory at a starting point within the region; its first trial is that point.</summary>
    /// <param name="point">The starting point.</param>
    /// <param name="key">Where draws come from.</param>
    /// <param name="region">Where trials may be.</param>
    protected internal abstract TMemory First(Vector point, Key key, Region region);

    /// <summary>The memory after its trials have been evaluated; the count of steps and iterations is kept by the caller.</summary>
    /// <param name="memory">The memory; not to be changed.</param>
    /// <param name="values">The values of its trials, in order; ∞ for those that are not finite.</param>
    /// <param name="region">Where trials may be.</param>
    protected internal abstract TMemory Next(TMemory memory, double[] values, Region region);

    /// <summary>The point that the method recommends: where it stands, for most.</summary>
    /// <param name="memory">A memory of this method.</param>
    protected internal virtual Vector Answer(TMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return memory.Point;
    }

    /// <summary>
    /// Whether an iteration has ended with the transition that led to a memory; with most methods each transition is one.
    /// </summary>
    /// <param name="memory">The memory after the transition.</param>
    protected internal virtual bool EndsIteration(TMemory memory) => true;

    /// <summary>Whether each transition is a step of the method, and not a trial that may come to nothing; default no.</summary>
    protected internal virtual bool AlwaysMoves => false;
}
