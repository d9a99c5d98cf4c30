using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Remoting;
using System.Management.Automation.Runspaces;
using PSOptimize.Objectives;
using PSOptimize.Runs.Records;
using PSOptimize.Vectors;

namespace PSOptimize.Sessions;

/// <summary>
/// Evaluates points in other sessions: whichever is free gets the next one. A session is lost if it is no longer open, or takes longer than
/// its lease for a point, which then goes to another one; a point on which several sessions were lost has failed.
/// </summary>
/// <param name="workers">The sessions.</param>
/// <param name="settings">How often a point is tried, and the lease.</param>
/// <param name="warn">Receives sentences about sessions that are lost, on the thread that asks for evaluations.</param>
/// <param name="allLost">Receives the error that says that no session is left, on the same thread.</param>
/// <param name="cancellation">Stops the evaluations in all sessions.</param>
internal sealed class EvaluationSessions(
    IReadOnlyList<SessionWorker> workers, SessionSettings settings, Action<string> warn, Action<SessionException> allLost,
    CancellationToken cancellation)
{
    private const string Make = """
        param($function, $point, $gradient)
        & @(Get-Module PSOptimize)[0] {
            param($function, $point, $gradient) Invoke-PlannedEvaluation $function $point -Gradient:$gradient
        } $function $point $gradient
        """;

    private const int Pause = 100; // milliseconds

    /// <summary>Evaluates a function at points.</summary>
    /// <param name="function">The record of the function.</param>
    /// <param name="points">The points, and whether the gradient is wanted there.</param>
    /// <param name="answers">Receives the answers, one for each point.</param>
    /// <exception cref="OperationCanceledException">Cancellation was requested, or no session is left, which is told before.</exception>
    public void Evaluate(string function, IReadOnlyList<(Vector Point, bool Gradient)> points, RemoteAnswer?[] answers)
    {
        var (losses, sentences) = (new int[points.Count], new ConcurrentQueue<string>());
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, points.Count));
        while (!waiting.IsEmpty)
        {
            SessionWorker[] open = [.. workers.Where(worker => !worker.IsGone).Take(waiting.Count)];
            if (open.Length == 0)
            {
                allLost(new SessionException("SessionsLost", "No session is left, and the run ends here: open new ones with "
                    + "New-OptimizerSession; with -CheckpointPath or -Store the run can be resumed."));
                throw new OperationCanceledException();
            }
            Task.WaitAll([.. open.Select(worker => Task.Factory.StartNew(() => Work(worker), TaskCreationOptions.LongRunning))]);
            cancellation.ThrowIfCancellationRequested();
            while (sentences.TryDequeue(out var sentence)) warn(sentence);
        }

        void Work(SessionWorker worker)
        {
            while (!cancellation.IsCancellationRequested && waiting.TryDequeue(out var index))
            {
                var began = Stopwatch.GetTimestamp();
                try
                {
                    answers[index] = Ask(worker, function, points[index].Point, points[index].Gradient);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                catch (Exception error)
                {
                    worker.IsGone = true;
                    sentences.Enqueue($"{worker} is lost: {error.Message.TrimEnd('.')}. "
                        + $"The point {points[index].Point.Brief} "
                        + $"{(++losses[index] < settings.Retry ? "goes to another one" : "has failed")}.");
                    if (losses[index] < settings.Retry) waiting.Enqueue(index);
                    else
                    {
                        var lost = losses[index] == 1 ? "1 session was" : $"{losses[index]} sessions were";
                        answers[index] = Failed(
                            new StoredError(nameof(SessionException), $"{lost} lost on this point, the last with: {error.Message}"),
                            new Timing(began, Stopwatch.GetTimestamp(), worker.Number));
                    }

                    return;
                }
            }
        }
    }

    private RemoteAnswer Ask(SessionWorker worker, string function, Vector point, bool gradient)
    {
        var began = Stopwatch.GetTimestamp();
        var shell = worker.Shell();
        var numbers = point.AsSeq().Select(number => number.ToString("R", CultureInfo.InvariantCulture)).ToArray();
        var pending = shell.AddScript(Make).AddArgument(function).AddArgument(numbers).AddArgument(gradient).BeginInvoke();
        while (!pending.AsyncWaitHandle.WaitOne(Pause))
        {
            var reason = worker.HasExited ? "its process has ended"
                : settings.Lease is { } lease && Stopwatch.GetElapsedTime(began) > lease
                    ? string.Create(CultureInfo.InvariantCulture, $"it took more than {lease.TotalSeconds:0.###} s for a point")
                : null;
            if (reason is null && !cancellation.IsCancellationRequested) continue;
            // What still runs there is stopped, and not waited for.
            shell.BeginStop(null, null);
            cancellation.ThrowIfCancellationRequested();
            throw new TimeoutException(reason);
        }
        using (shell)
        {
            var answer = shell.EndInvoke(pending).FirstOrDefault();
            var timing = new Timing(began, Stopwatch.GetTimestamp(), worker.Number);
            if (worker.Runspace.RunspaceStateInfo.State != RunspaceState.Opened)
                throw new PSRemotingTransportException("the session has been closed");
            if (answer?.Properties["Error"]?.Value is string error)
                return Failed(new StoredError($"{answer.Properties["Type"]?.Value}", error), timing);
            if (answer?.Properties["Value"]?.Value is not string value)
                return Failed(shell.Streams.Error.FirstOrDefault()?.Exception
                    ?? new InvalidOperationException($"{worker} gave no answer."), timing);
            return new RemoteAnswer(Number(value), Vector.OfSeq(Texts(answer.Properties["Gradient"]?.Value).Select(Number)), null, timing);
        }
    }

    private static RemoteAnswer Failed(Exception error, Timing timing) => new(double.NaN, Vector.Empty, error, timing);

    private static IEnumerable<string> Texts(object? list) =>
        LanguagePrimitives.GetEnumerable((list as PSObject)?.BaseObject ?? list)?.Cast<object>().Select(item => $"{item}") ?? [];

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
