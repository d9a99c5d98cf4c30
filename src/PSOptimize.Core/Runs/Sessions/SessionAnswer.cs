using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Sessions;

/// <summary>The answer to one point of a request: what was measured there, or why nothing was. An immutable value.</summary>
public sealed record SessionAnswer
{
    private SessionAnswer(int index, Evaluation? evaluation, string error, DateTimeOffset told) =>
        (Index, Evaluation, Error, Told) = (index, evaluation, error, told);

    /// <summary>The place of the point in the request, from 0.</summary>
    public int Index { get; }

    /// <summary>What was measured; null if the evaluation failed.</summary>
    public Evaluation? Evaluation { get; }

    /// <summary>Why nothing could be measured; empty if something was.</summary>
    public string Error { get; }

    /// <summary>When the answer was given.</summary>
    public DateTimeOffset Told { get; }

    /// <summary>When the point was asked for; the session knows it.</summary>
    public DateTimeOffset Asked { get; internal init; }

    /// <summary>The iteration that asked; the session knows it.</summary>
    public long Iteration { get; internal init; }

    /// <summary>The point; the session knows it.</summary>
    public Vector Point { get; internal init; } = Vector.Empty;

    /// <summary>What was measured at a point.</summary>
    /// <param name="index">The place of the point in the request, from 0.</param>
    /// <param name="evaluation">The value, with whatever else the request wants there.</param>
    /// <param name="told">When.</param>
    public static SessionAnswer Of(int index, Evaluation evaluation, DateTimeOffset told = default)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return new(index, evaluation, "", told);
    }

    /// <summary>A point at which nothing could be measured, which counts as infinitely bad.</summary>
    /// <param name="index">The place of the point in the request, from 0.</param>
    /// <param name="error">Why, not empty.</param>
    /// <param name="told">When.</param>
    public static SessionAnswer Failed(int index, string error, DateTimeOffset told = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return new(index, null, error, told);
    }
}
