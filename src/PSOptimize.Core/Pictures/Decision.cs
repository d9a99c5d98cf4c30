namespace PSOptimize.Pictures;

/// <summary>What a run's best point decides.</summary>
/// <param name="Track">The run.</param>
/// <param name="Regions">For each class the borders of the region where it has the highest score, closed; filled by the even-odd rule they give it.</param>
/// <param name="Wrong">For each row whether it is put into another class than its own.</param>
internal sealed record Decision(Track Track, IReadOnlyList<IReadOnlyList<IReadOnlyList<(double X, double Y)>>> Regions, bool[] Wrong);
