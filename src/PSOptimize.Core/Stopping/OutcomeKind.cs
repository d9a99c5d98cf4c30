namespace PSOptimize.Stopping;

/// <summary>The four ways in which a run ends, for tables and files.</summary>
public enum OutcomeKind
{
    /// <summary>A rule of convergence was met.</summary>
    Converged,

    /// <summary>Iterations, evaluations or time were used up.</summary>
    BudgetExhausted,

    /// <summary>The run could not go on.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}
