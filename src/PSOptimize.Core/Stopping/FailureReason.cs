namespace PSOptimize.Stopping;

/// <summary>Why a run failed.</summary>
public enum FailureReason
{
    /// <summary>The value, the gradient or the step ceased to be finite: the run diverged.</summary>
    NotFinite,

    /// <summary>The objective threw an exception.</summary>
    ObjectiveThrew,

    /// <summary>The value falls without end: the objective has no minimum.</summary>
    Unbounded,

    /// <summary>No step lowers the value, though the gradient promises it: a wrong gradient, a kink, or noise.</summary>
    NoDescent,

    /// <summary>The run was to be made in another process, and each that took it was lost.</summary>
    WorkerLost,
}
