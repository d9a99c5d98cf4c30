namespace PSOptimize.Storage;

/// <summary>Why a store cannot be used.</summary>
public enum StoreError
{
    /// <summary>The file or the database does not exist.</summary>
    Missing,

    /// <summary>The file or the database holds something else.</summary>
    Foreign,

    /// <summary>A newer version of the module has changed the tables.</summary>
    NewerVersion,

    /// <summary>Another process has been writing for longer than one waits.</summary>
    Locked,

    /// <summary>The store may be read and not be written.</summary>
    ReadOnly,

    /// <summary>There is no more room on the disk.</summary>
    Full,

    /// <summary>What was read is not what was written.</summary>
    Damaged,

    /// <summary>The server does not answer, or does not let one in.</summary>
    Unreachable,

    /// <summary>Another process has taken over the run.</summary>
    LeaseLost,

    /// <summary>The run is being made by another process.</summary>
    Running,

    /// <summary>The database refused for another reason, which the message gives.</summary>
    Refused,
}
