namespace PSOptimize.Objectives;

/// <summary>When and where a query was answered; the default value says that it was not.</summary>
/// <param name="Began">The timestamp of <see cref="System.Diagnostics.Stopwatch"/> at the beginning.</param>
/// <param name="Ended">The one at the end; 0 if there was none yet.</param>
/// <param name="Worker">0 for the thread of the run, otherwise the number of the runspace.</param>
internal readonly record struct Timing(long Began, long Ended, int Worker)
{
    /// <summary>Whether the answer, or the exception instead of it, has come.</summary>
    public bool HasEnded => Ended != 0;

    /// <summary>From the first beginning of several calls to their last end, at the worker of the first; ended if all are.</summary>
    public static Timing Of(ReadOnlySpan<Timing> calls)
    {
        var whole = calls.IsEmpty ? default : calls[0];
        foreach (var call in calls)
        {
            var ended = whole.HasEnded && call.HasEnded ? Math.Max(whole.Ended, call.Ended) : 0;
            whole = new(Math.Min(whole.Began, call.Began), ended, whole.Worker);
        }
        return whole;
    }
}
