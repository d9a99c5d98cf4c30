namespace PSOptimize.Runs.Sessions;

/// <summary>What somebody wrote down during a session.</summary>
/// <param name="At">When.</param>
/// <param name="Iteration">The iteration of the session at that time.</param>
/// <param name="Text">The note.</param>
public sealed record SessionNote(DateTimeOffset At, long Iteration, string Text);
