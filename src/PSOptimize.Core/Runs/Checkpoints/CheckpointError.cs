namespace PSOptimize.Runs.Checkpoints;

/// <summary>Why a checkpoint cannot be used.</summary>
public enum CheckpointError
{
    /// <summary>The file does not exist.</summary>
    Missing,

    /// <summary>The text is truncated or altered.</summary>
    Damaged,

    /// <summary>The text is not a checkpoint.</summary>
    Foreign,

    /// <summary>The checkpoint was written in a format that this version does not read.</summary>
    OtherVersion,

    /// <summary>The checkpoint belongs to another method or to other hyperparameters.</summary>
    OtherMethod,

    /// <summary>The checkpoint belongs to another objective.</summary>
    OtherObjective,

    /// <summary>The checkpoint has another number of coordinates than the objective.</summary>
    OtherDimension,

    /// <summary>The checkpoint has another number of equations than was given.</summary>
    OtherEquations,

    /// <summary>The method contains code, which cannot be stored: it has to be passed again.</summary>
    MethodNeeded,

    /// <summary>The file cannot be read.</summary>
    NotReadable,

    /// <summary>The file cannot be written.</summary>
    NotWritable,

    /// <summary>The file holds a run already.</summary>
    Exists,

    /// <summary>Another run is writing the file.</summary>
    InUse,
}
