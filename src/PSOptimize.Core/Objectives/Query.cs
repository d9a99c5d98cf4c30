using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>One point that a method wants evaluated, and what it wants there.</summary>
/// <param name="Point">The point.</param>
/// <param name="Wanted">What is wanted.</param>
/// <param name="Direction">The v of a Hessian product <c>Hv</c>, as long as the point; null if none is wanted.</param>
public readonly record struct Query(Vector Point, Information Wanted, Vector? Direction = null);
