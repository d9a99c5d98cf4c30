namespace PSOptimize.Storage;

/// <summary>One line of a store: what it says of a run without reading the run itself.</summary>
public sealed record StoredRun
{
    internal StoredRun() { }

    /// <summary>The identifier of the run, the same wherever the run goes.</summary>
    public required Guid Id { get; init; }

    /// <summary>The experiment that the run belongs to; empty if none was named.</summary>
    public required string Experiment { get; init; }

    /// <summary>The name of the objective.</summary>
    public required string Objective { get; init; }

    /// <summary>The name of the method.</summary>
    public required string Method { get; init; }

    /// <summary>The label of the method, its name if none was given.</summary>
    public required string Label { get; init; }

    /// <summary>Whether the objective is maximised.</summary>
    public required bool Maximize { get; init; }

    /// <summary>Where the run stands; lost if its process ended or has not renewed its lease.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The best value so far; NaN if there is none.</summary>
    public required double Value { get; init; }

    /// <summary>The number of completed iterations.</summary>
    public required long Iterations { get; init; }

    /// <summary>The number of evaluations of the objective.</summary>
    public required long Evaluations { get; init; }

    /// <summary>The duration of the run so far.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the run ended; null if it has not.</summary>
    public required DateTimeOffset? Ended { get; init; }

    /// <summary>The machine that makes or made the run.</summary>
    public required string Host { get; init; }

    /// <summary>The process that makes or made the run.</summary>
    public required int Process { get; init; }

    /// <summary>What <c>-Tag</c> said of the run.</summary>
    public required ReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The key of the run in the tables.</summary>
    internal long Key { get; init; }

    /// <summary>How often the run has been taken over.</summary>
    internal long Fence { get; init; }

    /// <summary>By what runs are ranked, lowest first: without a value, or failed, one comes last whatever the direction.</summary>
    internal double Rank => Status == RunStatus.Failed || double.IsNaN(Value) ? double.PositiveInfinity : Maximize ? -Value : Value;
}
