using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The memory of <see cref="Powell"/>; its point is the best so far, at the end of the last line.</summary>
public sealed record PowellMemory : RestartingMemory
{
    internal PowellMemory(Vector point, Key key) : base(point, key) => From = point;

    /// <summary>The directions, in units, n numbers each.</summary>
    public Vector Directions { get; init; } = Vector.Empty;

    /// <summary>Where the sweep began.</summary>
    public Vector From { get; init; }

    /// <summary>The value there.</summary>
    public double FromValue { get; init; } = double.NaN;

    /// <summary>The index of the present line; n for the point beyond the sweep, n + 1 for the line through it.</summary>
    public int Index { get; init; }

    /// <summary>The largest decrease along a line of this sweep.</summary>
    public double Largest { get; init; }

    /// <summary>The index of that line.</summary>
    public int LargestIndex { get; init; }

    /// <summary>How far the values nearest to the minima of the lines of this sweep lie above them at most.</summary>
    public double Spread { get; init; }

    /// <summary>How far the last sweep has led, in units: the scale of the next.</summary>
    public double Length { get; init; }

    /// <summary>How many trials the present line has had.</summary>
    public int Taken { get; init; }

    /// <summary>The search along the present line: numbers of a <see cref="LineMemory"/>; empty if there is none.</summary>
    public Vector Line { get; init; } = Vector.Empty;

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (From.Count == Point.Count, nameof(From)),
        (Step == 0 || Directions.Count == Point.Count * Point.Count, nameof(Directions)),
        (Index <= Point.Count + 1, nameof(Index)),
        (LargestIndex < Point.Count, nameof(LargestIndex)),
        (Length > 0, nameof(Length)), (Spread >= 0, nameof(Spread)),
        (Line.Count == (Step == 0 || Index == Point.Count ? 0 : Powell.Numbers), nameof(Line)),
        (Line.Count == 0 || (double.IsFinite(Line[0]) && double.IsFinite(Line[Line.Count - 1])), nameof(Line)),
        (Trials.Count == 1, nameof(Trials)),
    ];
}
