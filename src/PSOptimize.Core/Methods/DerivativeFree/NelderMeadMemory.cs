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
}
