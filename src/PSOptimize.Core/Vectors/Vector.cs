using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace PSOptimize.Vectors;

/// <summary>
/// An immutable vector of doubles with element equality.
/// </summary>
/// <remarks>
/// It is deliberately not enumerable: a PowerShell pipeline would unroll it into its elements, and a vector is one thing.
/// Use <see cref="ToArray"/>, <see cref="AsSeq"/> or <see cref="AsSpan"/> to reach all elements.
/// Two vectors are equal when they have as many elements and each pair is equal by <see cref="double.Equals(double)"/>:
/// NaN equals NaN, and 0 equals -0.
/// </remarks>
[CollectionBuilder(typeof(Vector), nameof(Copy))]
public sealed class Vector : IEquatable<Vector>
{
    // Padded with zeros to whole SIMD registers, so that an element-wise kernel needs no code for a tail.
    // Only Count elements are ever shown; what a kernel leaves in the padding is never read as a number.
    private readonly double[] _cells;

    private Vector(double[] cells, int count)
    {
        _cells = cells;
        Count = count;
    }

    /// <summary>The number of elements, at least 0.</summary>
    public int Count { get; }

    /// <summary>The element at <paramref name="index"/>, from 0.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the vector.</exception>
    public double this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index), index, $"The vector has {Count} elements: the index runs from 0 to {Count - 1}.");
            return _cells[index];
        }
    }

    /// <summary>The vector without elements.</summary>
    public static Vector Empty { get; } = new([], 0);

    internal double[] Cells => _cells;

    /// <summary>The elements as a span over this vector's own memory; valid as long as the vector.</summary>
    public ReadOnlySpan<double> AsSpan() => _cells.AsSpan(0, Count);

    /// <summary>For <c>foreach</c> and collection expressions of C#: <c>Vector start = [0.1, 3];</c></summary>
    public ReadOnlySpan<double>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>A vector of a copy of the given elements.</summary>
    /// <param name="elements">Any number of doubles, also none.</param>
    public static Vector Create(params double[] elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return Copy(elements);
    }

    /// <summary>A vector of a copy of the given elements.</summary>
    /// <param name="elements">Any number of doubles, also none.</param>
    public static Vector Copy(ReadOnlySpan<double> elements)
    {
        if (elements.IsEmpty) return Empty;
        var copy = Allocate(elements.Length);
        elements.CopyTo(copy._cells);
        return copy;
    }

    /// <summary>A vector of the elements of a sequence, which is read once.</summary>
    /// <param name="elements">A finite sequence.</param>
    public static Vector OfSeq(IEnumerable<double> elements) => Create([.. elements]);

    /// <summary>A vector of <paramref name="count"/> equal elements.</summary>
    /// <param name="count">At least 0.</param>
    /// <param name="value">Each element.</param>
    public static Vector Repeat(int count, double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var result = Allocate(count);
        result.Cells.AsSpan(0, count).Fill(value);
        return result;
    }

    /// <summary>A vector of <paramref name="count"/> zeros.</summary>
    /// <param name="count">At least 0.</param>
    public static Vector Zero(int count) => Repeat(count, 0);

    /// <summary>The vector of <c>f(0), f(1), …, f(count − 1)</c>.</summary>
    /// <param name="count">At least 0.</param>
    /// <param name="element">Gives the element at an index.</param>
    public static Vector Init(int count, Func<int, double> element)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(element);
        var result = Allocate(count);
        for (var i = 0; i < count; i++) result._cells[i] = element(i);
        return result;
    }

    /// <summary>A vector of zeros whose cells the caller may still write; nobody else may have seen it yet.</summary>
    internal static Vector Allocate(int count)
    {
        var width = Lanes.Count;
        return new Vector(new double[(count + width - 1) / width * width], count);
    }

    /// <summary>A vector over existing, padded cells, which nobody may write any more once the vector is out of the caller's hands.</summary>
    internal static Vector Over(double[] cells, int count) => new(cells, count);

    /// <summary>The cells for writing. Only for a vector that nobody outside can reach.</summary>
    internal Span<double> Writable => _cells.AsSpan(0, Count);

    /// <summary>A new array of the elements.</summary>
    public double[] ToArray() => AsSpan().ToArray();

    /// <summary>A list of the elements, for what reads properties: loops of PowerShell, JSON.</summary>
    public ReadOnlyCollection<double> Elements => new(ToArray());

    /// <summary>The elements as a sequence.</summary>
    public IEnumerable<double> AsSeq()
    {
        for (var i = 0; i < Count; i++) yield return _cells[i];
    }

    /// <summary>The <paramref name="length"/> elements from <paramref name="start"/> on, as a new vector.</summary>
    /// <param name="start">From 0.</param>
    /// <param name="length">At least 0; start + length at most <see cref="Count"/>.</param>
    public Vector Slice(int start, int length) => Copy(AsSpan().Slice(start, length));

    /// <summary>A copy with one element changed.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <param name="value">The new element.</param>
    public Vector WithElement(int index, double value)
    {
        _ = this[index];
        var result = Copy(AsSpan());
        result._cells[index] = value;
        return result;
    }

    /// <summary>The vector of the function's values, element by element.</summary>
    /// <param name="function">Applied to each element once, in order.</param>
    public Vector Map(Func<double, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Init(Count, i => function(_cells[i]));
    }

    /// <summary>The inner product <c>Σ aᵢbᵢ</c>.</summary>
    /// <param name="other">As long as this vector.</param>
    public double Dot(Vector other) => TensorPrimitives.Dot(AsSpan(), Matching(other).AsSpan());

    /// <summary>The Euclidean norm <c>√Σ xᵢ²</c>; 0 without elements.</summary>
    public double Norm() => Norm(AsSpan());

    /// <summary>The Euclidean norm of any span; 0 without elements.</summary>
    [MethodImpl(Hot.Path)]
    internal static double Norm(ReadOnlySpan<double> span)
    {
        // A short loop is as fast as the general one, and fast from the first call.
        if (span.Length > 16) return TensorPrimitives.Norm(span);
        var squares = 0.0;
        foreach (var element in span) squares += element * element;
        return Math.Sqrt(squares);
    }

    /// <summary>The sum of the elements; 0 without elements.</summary>
    public double Sum() => TensorPrimitives.Sum(AsSpan());

    /// <summary>Whether every element is a finite number.</summary>
    public bool IsFinite()
    {
        foreach (var element in AsSpan())
            if (!double.IsFinite(element)) return false;
        return true;
    }

    /// <summary>The element-wise product <c>aᵢbᵢ</c>.</summary>
    /// <param name="other">As long as this vector.</param>
    public Vector Times(Vector other)
    {
        var result = Allocate(Count);
        TensorPrimitives.Multiply(AsSpan(), Matching(other).AsSpan(), result._cells);
        return result;
    }

    /// <summary>The element-wise quotient <c>aᵢ/bᵢ</c>.</summary>
    /// <param name="other">As long as this vector.</param>
    public Vector Over(Vector other)
    {
        var result = Allocate(Count);
        TensorPrimitives.Divide(AsSpan(), Matching(other).AsSpan(), result._cells);
        return result;
    }

    /// <summary>The sum <c>aᵢ + bᵢ</c>; both are equally long.</summary>
    public static Vector operator +(Vector left, Vector right)
    {
        ArgumentNullException.ThrowIfNull(left);
        var result = Allocate(left.Count);
        TensorPrimitives.Add(left.AsSpan(), left.Matching(right).AsSpan(), result._cells);
        return result;
    }

    /// <summary>The difference <c>aᵢ − bᵢ</c>; both are equally long.</summary>
    public static Vector operator -(Vector left, Vector right)
    {
        ArgumentNullException.ThrowIfNull(left);
        var result = Allocate(left.Count);
        TensorPrimitives.Subtract(left.AsSpan(), left.Matching(right).AsSpan(), result._cells);
        return result;
    }

    /// <summary>The negative <c>−xᵢ</c>.</summary>
    public static Vector operator -(Vector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var result = Allocate(vector.Count);
        TensorPrimitives.Negate(vector.AsSpan(), result._cells);
        return result;
    }

    /// <summary>The multiple <c>s·xᵢ</c>.</summary>
    public static Vector operator *(double scalar, Vector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var result = Allocate(vector.Count);
        TensorPrimitives.Multiply(vector.AsSpan(), scalar, result._cells);
        return result;
    }

    /// <summary>The multiple <c>xᵢ·s</c>.</summary>
    public static Vector operator *(Vector vector, double scalar) => scalar * vector;

    /// <summary>The quotient <c>xᵢ/s</c>.</summary>
    public static Vector operator /(Vector vector, double scalar)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var result = Allocate(vector.Count);
        TensorPrimitives.Divide(vector.AsSpan(), scalar, result._cells);
        return result;
    }

    /// <summary>A vector of a copy of an array.</summary>
    public static implicit operator Vector(double[] elements) => Create(elements);

    /// <summary>Whether both are the same vector or equal element by element.</summary>
    public static bool operator ==(Vector? left, Vector? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the vectors differ in length or in an element.</summary>
    public static bool operator !=(Vector? left, Vector? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Vector? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other.Count != Count) return false;
        for (var i = 0; i < Count; i++)
            if (!_cells[i].Equals(other._cells[i])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Vector);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var element in AsSpan()) hash.Add(element);
        return hash.ToHashCode();
    }

    /// <summary>The elements between brackets, separated by spaces, in the shortest form that reads back the same: <c>[1 -0.5 3]</c>.</summary>
    public override string ToString() =>
        "[" + string.Join(' ', ToArray().Select(element => element.ToString(CultureInfo.InvariantCulture))) + "]";

    private Vector Matching(Vector other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count != Count)
            throw new ArgumentException($"Both vectors must be equally long: the left has {Count} elements, the right {other.Count}.", nameof(other));
        return other;
    }
}
