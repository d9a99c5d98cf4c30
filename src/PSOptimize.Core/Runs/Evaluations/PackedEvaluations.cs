namespace PSOptimize.Runs.Evaluations;

/// <summary>The rows of an <see cref="EvaluationLog"/> as columns of numbers, to be stored.</summary>
/// <param name="Limit">See <see cref="EvaluationLog.Limit"/>.</param>
/// <param name="Omitted">See <see cref="EvaluationLog.Omitted"/>.</param>
/// <param name="Recalled">See <see cref="EvaluationLog.Recalled"/>.</param>
/// <param name="Columns">
/// All of one length: iteration, attempt, value, start in seconds since 1970, seconds, worker, the number of the message in
/// <paramref name="Errors"/> from 1 or 0 if there was none, then one column per coordinate. None if there are no rows.
/// </param>
/// <param name="Errors">The messages, each once.</param>
internal sealed record PackedEvaluations(
    int Limit, long Omitted, long Recalled, IReadOnlyList<double[]> Columns, IReadOnlyList<string> Errors);
