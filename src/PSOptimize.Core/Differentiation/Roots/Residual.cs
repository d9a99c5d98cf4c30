namespace PSOptimize.Differentiation;

/// <summary>The difference of two values whose sign decides; of all that the loop changes, it depends on the guess alone.</summary>
/// <param name="Left">The minuend.</param>
/// <param name="Right">The subtrahend; null for zero.</param>
/// <param name="Needs">The nodes of the loop that the two depend on, but for the guess and what that depends on.</param>
internal sealed record Residual(Node Left, Node? Right, HashSet<Node> Needs);
