namespace PSOptimize.Sessions;

/// <summary>Where runs are made, and what happens when a session is lost.</summary>
/// <param name="Sessions">The sessions.</param>
/// <param name="Retry">After so many losses of a session on the same run, that run has failed.</param>
/// <param name="Lease">For how long a session may be silent; null for as long as it is open.</param>
/// <param name="Use">What they do.</param>
internal sealed record SessionSettings(IReadOnlyList<object> Sessions, int Retry, TimeSpan? Lease, SessionUse Use = SessionUse.Runs);
