namespace PSOptimize.Differentiation;

/// <summary>
/// Ends evaluations of compiled functions that are in a loop, perhaps an endless one, and long transitions of methods, when cancellation is
/// requested: those of the watching thread and of the threads to which its work flows.
/// </summary>
internal sealed class Interruption
{
    private const int Pause = 20; // milliseconds

    private static readonly AsyncLocal<Interruption?> _ambient = new();
    private static readonly Interruption _never = new();

    private volatile bool _isRequested;

    private Interruption()
    {
    }

    /// <summary>The interruption in force on this thread.</summary>
    public static Interruption Current => _ambient.Value ?? _never;

    /// <summary>Whether loops must end.</summary>
    public bool IsRequested => _isRequested;

    /// <summary>Ends what is going on if cancellation is requested.</summary>
    /// <exception cref="OperationCanceledException">It is.</exception>
    public void ThrowIfRequested()
    {
        if (_isRequested) throw new OperationCanceledException();
    }

    /// <summary>The result of work that cannot look at interruptions itself: on cancellation it is left alone, on its own thread.</summary>
    /// <param name="work">What changes nothing that others see.</param>
    /// <param name="isLong">Whether it may take more than a few milliseconds; other work is done at once.</param>
    public static T Await<T>(Func<T> work, bool isLong = true)
    {
        if (!isLong) return work();
        var (task, current) = (Task.Run(work), Current);
        while (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(Pause)) current.ThrowIfRequested();
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Until the result is disposed, evaluations end with an <see cref="OperationCanceledException"/> on cancellation.</summary>
    public static IDisposable Watch(CancellationToken token)
    {
        var (outer, inner) = (_ambient.Value, new Interruption());
        _ambient.Value = inner;
        return new Watching(outer, token.Register(() => inner._isRequested = true));
    }

    private sealed class Watching(Interruption? outer, IDisposable registration) : IDisposable
    {
        public void Dispose()
        {
            registration.Dispose();
            _ambient.Value = outer;
        }
    }
}
