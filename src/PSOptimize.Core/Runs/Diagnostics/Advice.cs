namespace PSOptimize.Runs.Diagnostics;

/// <summary>One finding about a run.</summary>
/// <param name="Symptom">The kind of finding.</param>
/// <param name="Sentence">What was observed, in numbers, and what to try.</param>
public sealed record Advice(Symptom Symptom, string Sentence)
{
    /// <summary>The value of <see cref="Sentence"/>.</summary>
    public override string ToString() => Sentence;
}
