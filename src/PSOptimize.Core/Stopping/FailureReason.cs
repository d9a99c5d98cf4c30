namespace PSOptimize.Stopping;

/// <summary>Why a run could not go on.</summary>
public enum FailureReason
{
    /// <summary>Value, gradient or step ceased to be finite: the run diverged.</summary>
    NotFinite,

    /// <summary>The objective threw an exception.</summary>
    ObjectiveThrew,
}
