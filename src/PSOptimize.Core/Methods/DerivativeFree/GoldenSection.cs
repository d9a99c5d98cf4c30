namespace PSOptimize.Methods.DerivativeFree;

/// <summary>Golden section in one coordinate: each trial divides the longer side of the bracket, of which the better part stays.</summary>
/// <remarks>Kiefer 1953, "Sequential minimax search for a maximum". Differs from the paper: the start is the first inner place.</remarks>
/// <example><code>Optimizer.Run(Problem.Of(objective).KeptWithin(Box.Of(0, 3)), new GoldenSection(), Vector.Create(1))</code></example>
[About("divide the longer side of the bracket by the golden section, keep the better part", "Kiefer 1953",
    Use = "one coordinate, values alone, one valley: sure and slow")]
public sealed record GoldenSection : LineSearch
{
    private protected override (LineMemory Memory, double Place) Inside(LineMemory memory) => (memory, Section(memory));
}
