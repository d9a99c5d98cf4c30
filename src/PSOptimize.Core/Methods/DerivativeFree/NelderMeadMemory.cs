using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The memory of <see cref="NelderMead"/>; its point is the best vertex.</summary>
public sealed record NelderMeadMemory : RestartingMemory
{
    internal NelderMeadMemory(Vector point, Key key) : base(point, key) { }

    /// <summary>The n + 1 vertices, the best first; none before they are known.</summary>
    public VectorList Vertices { get; init; } = VectorList.Empty;

    /// <summary>The values at the vertices.</summary>
    public Vector Values { get; init; } = Vector.Empty;

    /// <summary>What the trials are.</summary>
    public SimplexMove Move { get; init; }

    /// <summary>The reflection that an expansion or a contraction is compared with; empty otherwise.</summary>
    public Vector Reflection { get; init; } = Vector.Empty;

    /// <summary>The value at the reflection.</summary>
    public double ReflectionValue { get; init; } = double.NaN;

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Trials.Count == Move switch
        {
            SimplexMove.Build => Point.Count + 1,
            SimplexMove.Shrink => Point.Count,
            _ => 1,
        }, nameof(Trials)),
        (Move == SimplexMove.Build || Vertices.Count == Point.Count + 1, nameof(Vertices)),
        (Move == SimplexMove.Build || Values.Count == Vertices.Count, nameof(Values)),
        (Move != SimplexMove.Expand || Reflection.Count == Point.Count, nameof(Reflection)),
    ];
}
