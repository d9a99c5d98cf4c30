namespace PSOptimize.Stopping;

/// <summary>Why a run failed.</summary>
public enum FailureReason
{
    /// <summary>The value, the gradient or the step ceased to be finite: the run diverged.</summary>
    NotFinite,

    /// <summary>The objective threw an exception.</summary>
    ObjectiveThrew,
}
