using PSOptimize.Vectors;

namespace PSOptimize.Runs.Evaluations;

/// <summary>One attempt to answer one query of a method: where, what came of it, when, and at which worker.</summary>
/// <param name="Iteration">The iteration of the run that asked.</param>
/// <param name="Attempt">1 for the first attempt at this point in the iteration, 2 for the first retry, and so on.</param>
/// <param name="Point">The point. A gradient by differences is one query, although it evaluates the function at points around it.</param>
/// <param name="Value">The value there, with the penalty of the problem; NaN if the evaluation failed.</param>
/// <param name="Error">The message of the exception; empty if there was none.</param>
/// <param name="Started">When the evaluation began, in universal time.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Worker">0 for the session of the run, otherwise the number of the runspace, from 1.</param>
public sealed record EvaluationRecord(
    long Iteration, int Attempt, Vector Point, double Value, string Error, DateTimeOffset Started, TimeSpan Duration, int Worker)
{
    /// <summary>Whether the evaluation threw.</summary>
    public bool Failed => Error.Length > 0;

    /// <summary><c>iteration 57 at [0.1 3]: 7.25</c>, or the message in place of the value.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"iteration {Iteration} at {Point.Brief}: {(Failed ? Error : Value)}");
}
