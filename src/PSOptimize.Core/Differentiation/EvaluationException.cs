namespace PSOptimize.Differentiation;

/// <summary>An expression graph met a value at which it is not defined: an index past the end, a requirement that does not hold.</summary>
/// <param name="message">What was met and what would be right.</param>
public sealed class EvaluationException(string message) : ArithmeticException(message);
