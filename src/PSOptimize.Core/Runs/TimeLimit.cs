using System.Diagnostics;
using PSOptimize.Differentiation;

namespace PSOptimize.Runs;

/// <summary>
/// The clock of a run, and what ends it from outside, if need be within a transition: cancellation, and the deadline of its stop rule.
/// </summary>
internal sealed class TimeLimit : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _end;
    private readonly TimeSpan _before;
    private readonly TimeSpan? _deadline;
    private IDisposable _watch;

    /// <summary>Starts the clock.</summary>
    /// <param name="options">The stop rule and the cancellation.</param>
    /// <param name="before">How long the run has lasted before; default 0.</param>
    public TimeLimit(RunOptions options, TimeSpan before = default)
    {
        (_cancellation, _before, _deadline) = (options.Cancellation, before, options.Stop.Deadline);
        _end = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        if (_deadline - before is { } left && left < LongestTimer) _end.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        _watch = Interruption.Watch(_end.Token);
    }

    /// <summary>How long the run has lasted.</summary>
    public TimeSpan Elapsed => _before + _clock.Elapsed;

    /// <summary>Whether it is the deadline that has interrupted the run.</summary>
    public bool WasDeadline()
    {
        if (_cancellation.IsCancellationRequested || !_end.IsCancellationRequested) return false;
        // The timer is not exact to the millisecond.
        while (Elapsed < _deadline) Thread.Sleep(1);
        return true;
    }

    /// <summary>Lets the run be completed, which only cancellation still ends.</summary>
    public void Lift()
    {
        _watch.Dispose();
        _watch = Interruption.Watch(_cancellation);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _end.Dispose();
    }
}
