namespace PSOptimize.Runs;

/// <summary>What a run does when an evaluation throws and <see cref="RunOptions.EvaluationRetries"/> retries have failed as well.</summary>
public enum EvaluationErrorAction
{
    /// <summary>The run ends as failed and keeps what it has found so far.</summary>
    Stop,

    /// <summary>The point counts as infinitely bad, and the run continues.</summary>
    Worst,

    /// <summary>The evaluation is retried, by default up to 3 times; if it still throws, the run ends as failed.</summary>
    Retry,
}
