using System.Globalization;

namespace PSOptimize.Attack;

/// <summary>What became of a call.</summary>
internal sealed record Verdict
{
    /// <summary>The place of the call in its list.</summary>
    public int Index { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>How long it took to end once it was stopped; null if it ended by itself.</summary>
    public double? StopSeconds { get; init; }

    /// <summary>Whether it went on 30 seconds after it was stopped.</summary>
    public bool Hangs { get; init; }

    /// <summary>The last words of the process that died of it; null if it lives.</summary>
    public string? Death { get; init; }

    /// <summary>The errors that it reported.</summary>
    public Problem[] Errors { get; init; } = [];

    /// <summary>How often it warned.</summary>
    public int Warnings { get; init; }

    /// <summary>How many objects it wrote.</summary>
    public int Outputs { get; init; }

    /// <summary>The texts among the first objects.</summary>
    public string[] Texts { get; init; } = [];

    /// <summary>What it says that does not hold.</summary>
    public string[] Falsehoods { get; init; } = [];

    /// <summary>Files that it should have left alone.</summary>
    public string[] Losses { get; init; } = [];

    /// <summary>What is wrong with it, in a word; null if nothing is.</summary>
    /// <param name="call">The call.</param>
    public string? Fault(Call call) =>
        Death is not null ? $"the process died: {Death}"
        : Hangs ? "hangs"
        : StopSeconds is not null && call.StopAfter is null ? string.Create(CultureInfo.InvariantCulture, $"takes over {call.Limit} s")
        : Losses.Length > 0 ? $"loses: {Losses[0]}"
        : Falsehoods.Length > 0 ? $"false: {Falsehoods[0]}"
        : Array.Find(Errors, error => error.IsRaw) is { } raw ? $"raw: {raw}"
        : null;
}
