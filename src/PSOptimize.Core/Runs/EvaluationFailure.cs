using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>An evaluation that threw an exception.</summary>
/// <param name="Iteration">The iteration of the run in which it threw.</param>
/// <param name="Point">The point that was evaluated.</param>
/// <param name="Attempt">1 for the first attempt at this point in the iteration, 2 for the first retry, and so on.</param>
/// <param name="Error">The exception.</param>
public sealed record EvaluationFailure(long Iteration, Vector Point, int Attempt, Exception Error)
{
    /// <summary><c>iteration 57, attempt 1 at [0.1 3]: the message</c></summary>
    public override string ToString() =>
        FormattableString.Invariant($"iteration {Iteration}, attempt {Attempt} at {Point.Brief}: {Error.Message}");
}
