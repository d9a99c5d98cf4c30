namespace PSOptimize.Runs.Diagnosis;

/// <summary>A symptom with a sentence that says what was seen, in numbers, and what to try.</summary>
/// <param name="Symptom">What was seen.</param>
/// <param name="Sentence">What to try.</param>
public sealed record Advice(Symptom Symptom, string Sentence)
{
    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;
}
