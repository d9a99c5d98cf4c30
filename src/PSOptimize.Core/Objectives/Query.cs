using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>One point to evaluate, and what is wanted there.</summary>
/// <param name="Point">The point, one number per coordinate.</param>
/// <param name="Wanted">The parts that are wanted.</param>
/// <param name="Direction">The vector v of a Hessian product <c>Hv</c>, one number per coordinate; null if none is wanted.</param>
public readonly record struct Query(Vector Point, Information Wanted, Vector? Direction = null);
