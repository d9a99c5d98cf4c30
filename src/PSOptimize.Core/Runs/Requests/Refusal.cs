namespace PSOptimize.Runs.Requests;

/// <summary>A requested run that cannot be made.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Sentence">What is wrong, where, and what to do.</param>
/// <param name="Subject">What is wrong with: an objective, a start, a method, a number.</param>
public sealed record Refusal(RefusalKind Kind, string Sentence, object? Subject)
{
    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}
