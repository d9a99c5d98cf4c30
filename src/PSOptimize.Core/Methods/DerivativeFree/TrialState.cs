using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The state of a method without gradients: it holds the points that it wants to know next.</summary>
public abstract record TrialState : State
{
    /// <summary>For derived states.</summary>
    /// <param name="point">The starting point, which is the first trial.</param>
    /// <param name="key">The key of the run.</param>
    protected TrialState(Vector point, Key key) : base(point, key) => Trials = VectorList.Of(point);

    /// <summary>The points to evaluate for the next transition; at the start, the starting point is the first of them.</summary>
    public VectorList Trials { get; internal set; }
}
