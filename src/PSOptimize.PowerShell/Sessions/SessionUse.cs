namespace PSOptimize.Sessions;

/// <summary>What other sessions are used for.</summary>
public enum SessionUse
{
    /// <summary>Each makes whole runs.</summary>
    Runs,

    /// <summary>Each evaluates points of the runs that this session makes, as many at once as there are sessions.</summary>
    Evaluations,
}
