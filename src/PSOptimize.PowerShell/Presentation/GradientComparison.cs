using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>One coordinate of a gradient, compared with central differences.</summary>
/// <param name="Objective">The name of the objective.</param>
/// <param name="Point">The point.</param>
/// <param name="Coordinate">The name of the coordinate.</param>
/// <param name="Given">The derivative that the objective gives.</param>
/// <param name="Numeric">The central difference of its values.</param>
/// <param name="RelativeError">|given − numeric| / max(1, |given|, |numeric|).</param>
/// <param name="Passed">Whether the relative error is at most the tolerance.</param>
public sealed record GradientComparison(
    string Objective, Vector Point, string Coordinate, double Given, double Numeric, double RelativeError, bool Passed);
