namespace PSOptimize.Runs;

/// <summary>What becomes of a run when an evaluation throws. Each is tried again first, as often as <see cref="RunOptions.EvaluationRetries"/> says.</summary>
public enum EvaluationErrorAction
{
    /// <summary>The run ends as failed, with all that it has.</summary>
    Stop,

    /// <summary>The point counts as infinitely bad, and the run goes on.</summary>
    Worst,

    /// <summary>The point is tried again, by default up to 3 times; then the run ends as failed.</summary>
    Retry,
}
