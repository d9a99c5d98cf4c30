using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>An evaluation that threw.</summary>
/// <param name="Iteration">The iteration of the run.</param>
/// <param name="Point">Where.</param>
/// <param name="Attempt">From 1; above it the point had been tried before in the same iteration.</param>
/// <param name="Error">What was thrown.</param>
public sealed record EvaluationFailure(long Iteration, Vector Point, int Attempt, Exception Error)
{
    /// <summary>Where, and what was thrown.</summary>
    public override string ToString() => FormattableString.Invariant($"iteration {Iteration}, attempt {Attempt} at {Point}: {Error.Message}");
}
