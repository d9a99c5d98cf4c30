namespace PSOptimize.Runs;

/// <summary>What is wrong with a checkpoint.</summary>
public enum CheckpointError
{
    /// <summary>There is no file of that name.</summary>
    Missing,

    /// <summary>The file is truncated or altered.</summary>
    Damaged,

    /// <summary>The file is not a checkpoint.</summary>
    Foreign,

    /// <summary>The checkpoint was written in a format that this version does not read.</summary>
    OtherVersion,

    /// <summary>The run in the file is of another method, or of other hyperparameters.</summary>
    OtherMethod,

    /// <summary>The run in the file is of another objective.</summary>
    OtherObjective,

    /// <summary>The run in the file has another number of coordinates.</summary>
    OtherDimension,

    /// <summary>The run in the file has another number of equations.</summary>
    OtherEquations,

    /// <summary>The method is made of code, which no file holds: it has to be given again.</summary>
    MethodNeeded,
}
