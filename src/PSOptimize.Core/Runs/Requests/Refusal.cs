namespace PSOptimize.Runs.Requests;

/// <summary>Why a requested run cannot be made.</summary>
/// <param name="Kind">The kind of problem.</param>
/// <param name="Sentence">What is wrong and how to correct it.</param>
/// <param name="Subject">The offending object: an objective, a start, a method or a number.</param>
public sealed record Refusal(RefusalKind Kind, string Sentence, object? Subject)
{
    /// <summary>The value of <see cref="Sentence"/>.</summary>
    public override string ToString() => Sentence;
}
