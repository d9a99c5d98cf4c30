namespace PSOptimize.Stopping;

/// <summary>The five ways a run can end, as a word for tables and files; <see cref="Outcome"/> has the numbers.</summary>
public enum OutcomeKind
{
    /// <summary>A convergence rule was met.</summary>
    Converged,

    /// <summary>The run made no more progress, and no convergence rule was met.</summary>
    Stalled,

    /// <summary>The budget of iterations, evaluations or time was used up.</summary>
    BudgetExhausted,

    /// <summary>The run failed and could not continue.</summary>
    Failed,

    /// <summary>The run was cancelled by the caller.</summary>
    Cancelled,
}
