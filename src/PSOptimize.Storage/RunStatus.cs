namespace PSOptimize.Storage;

/// <summary>Where a stored run stands.</summary>
public enum RunStatus
{
    /// <summary>A process is making it.</summary>
    Running,

    /// <summary>It met a rule of convergence.</summary>
    Converged,

    /// <summary>It used up a budget.</summary>
    Budget,

    /// <summary>It made no more progress.</summary>
    Stalled,

    /// <summary>It diverged, or its objective threw.</summary>
    Failed,

    /// <summary>It was stopped from outside.</summary>
    Cancelled,

    /// <summary>The process that made it ended, or has not been heard of.</summary>
    Lost,
}
