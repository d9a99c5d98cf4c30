namespace PSOptimize.Vectors;

/// <summary>An immutable list of vectors with element equality, so that records that contain it compare by content.</summary>
public sealed class VectorList : IEquatable<VectorList>
{
    private readonly Vector[] _vectors;

    internal VectorList(Vector[] vectors) => _vectors = vectors;

    /// <summary>The list of length 0.</summary>
    public static VectorList Empty { get; } = new([]);

    /// <summary>The number of vectors.</summary>
    public int Count => _vectors.Length;

    /// <summary>The vector at <paramref name="index"/>, from 0.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public Vector this[int index] => _vectors[index];

    /// <summary>A list of the given vectors.</summary>
    /// <param name="vectors">Any number, of any lengths.</param>
    public static VectorList Of(params Vector[] vectors) => OfSeq(vectors);

    /// <summary>A list of the vectors of a sequence.</summary>
    /// <param name="vectors">A finite sequence of vectors of any lengths; it is enumerated once.</param>
    public static VectorList OfSeq(IEnumerable<Vector> vectors) => new([.. vectors]);

    /// <summary>The vectors as a sequence.</summary>
    public IEnumerable<Vector> AsSeq() => _vectors;

    /// <inheritdoc/>
    public bool Equals(VectorList? other) => other is not null && _vectors.AsSpan().SequenceEqual(other._vectors);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VectorList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var vector in _vectors) hash.Add(vector);
        return hash.ToHashCode();
    }

    /// <summary>The vectors in brackets, separated by commas: <c>[[1 2], [3]]</c>.</summary>
    public override string ToString() => "[" + string.Join<Vector>(", ", _vectors) + "]";
}
