namespace PSOptimize.Pictures;

/// <summary>The decisions of the classifier at the best point of a run.</summary>
/// <param name="Track">The run.</param>
/// <param name="Regions">
/// For each class, the closed borders of the region in which it is chosen; filling them by the even-odd rule yields the region.
/// </param>
/// <param name="Wrong">For each row, whether it is misclassified.</param>
internal sealed record Decision(Track Track, IReadOnlyList<IReadOnlyList<IReadOnlyList<(double X, double Y)>>> Regions, bool[] Wrong);
