using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace PSOptimize.Vectors;

/// <summary>
/// An immutable vector of doubles with element equality.
/// </summary>
/// <remarks>
/// A vector is deliberately not enumerable: a PowerShell pipeline would unroll it into its elements.
/// Use <see cref="ToArray"/>, <see cref="AsSeq"/> or <see cref="AsSpan"/> to reach all elements.
/// Two vectors are equal if they have the same length and their elements are pairwise equal by <see cref="double.Equals(double)"/>:
/// NaN equals NaN, and 0 equals −0.
/// </remarks>
[CollectionBuilder(typeof(Vector), nameof(Copy))]
public sealed class Vector : IEquatable<Vector>
{
    // Padded with zeros to a whole number of SIMD registers, so that element-wise kernels need no scalar tail.
    // Only the first Count cells are ever exposed; what a kernel leaves in the padding is never read as a number.
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
                throw new ArgumentOutOfRangeException(
                    nameof(index), index, $"The vector has {Count} elements: the index runs from 0 to {Count - 1}.");
            return _cells[index];
        }
    }

    /// <summary>The vector of length 0.</summary>
    public static Vector Empty { get; } = new([], 0);

    internal double[] Cells => _cells;

    /// <summary>The elements as a read-only view of this vector's own memory.</summary>
    public ReadOnlySpan<double> AsSpan() => _cells.AsSpan(0, Count);

    /// <summary>Supports <c>foreach</c> and collection expressions in C#: <c>Vector start = [0.1, 3];</c></summary>
    public ReadOnlySpan<double>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>A vector with a copy of the given elements.</summary>
    /// <param name="elements">Any number of doubles, including none.</param>
    public static Vector Create(params double[] elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return Copy(elements);
    }

    /// <summary>A vector with a copy of the given elements.</summary>
    /// <param name="elements">Any number of doubles, including none.</param>
    public static Vector Copy(ReadOnlySpan<double> elements)
    {
        if (elements.IsEmpty) return Empty;
        var copy = Allocate(elements.Length);
        elements.CopyTo(copy._cells);
        return copy;
    }

    /// <summary>A vector with the elements of a sequence.</summary>
    /// <param name="elements">A finite sequence; it is enumerated once.</param>
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
    /// <param name="element">f, the element as a function of its index.</param>
    public static Vector Init(int count, Func<int, double> element)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(element);
        var result = Allocate(count);
        for (var i = 0; i < count; i++) result._cells[i] = element(i);
        return result;
    }

    /// <summary>A vector of zeros whose cells the caller may still write, as long as no reference to it has been handed out.</summary>
    internal static Vector Allocate(int count)
    {
        var width = Lanes.Count;
        return new Vector(new double[(count + width - 1) / width * width], count);
    }

    /// <summary>A vector over existing, padded cells, which must not be written any more once the vector has been handed out.</summary>
    internal static Vector FromCells(double[] cells, int count) => new(cells, count);

    /// <summary>The cells for writing. Only for a vector to which no reference has been handed out.</summary>
    internal Span<double> Writable => _cells.AsSpan(0, Count);

    /// <summary>A new array of the elements.</summary>
    public double[] ToArray() => AsSpan().ToArray();

    /// <summary>The elements as a list, for consumers that read properties, such as PowerShell loops and JSON converters.</summary>
    public ReadOnlyCollection<double> Elements => new(ToArray());

    /// <summary>The elements as a sequence.</summary>
    public IEnumerable<double> AsSeq()
    {
        for (var i = 0; i < Count; i++) yield return _cells[i];
    }

    /// <summary>A new vector of <paramref name="length"/> elements, beginning at <paramref name="start"/>.</summary>
    /// <param name="start">The index of the first element, from 0.</param>
    /// <param name="length">At least 0; start + length is at most <see cref="Count"/>.</param>
    public Vector Slice(int start, int length) => Copy(AsSpan().Slice(start, length));

    /// <summary>A copy with one element replaced.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <param name="value">The new element.</param>
    public Vector WithElement(int index, double value)
    {
        _ = this[index];
        var result = Copy(AsSpan());
        result._cells[index] = value;
        return result;
    }

    /// <summary>The vector of <c>f(xᵢ)</c>.</summary>
    /// <param name="function">f, applied to each element once, in order.</param>
    public Vector Map(Func<double, double> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Init(Count, i => function(_cells[i]));
    }

    /// <summary>The inner product <c>Σ aᵢbᵢ</c>.</summary>
    /// <param name="other">As long as this vector.</param>
    public double Dot(Vector other) => TensorPrimitives.Dot(AsSpan(), Matching(other).AsSpan());

    /// <summary>The Euclidean norm <c>√Σ xᵢ²</c>; 0 for the empty vector.</summary>
    public double Norm() => Norm(AsSpan());

    /// <summary>The Euclidean norm of a span; 0 if it is empty.</summary>
    [MethodImpl(JitHints.FullyOptimized)]
    internal static double Norm(ReadOnlySpan<double> span)
    {
        // For a few elements a plain loop is no slower than the vectorised one, and it is fast from the first call.
        var squares = 0.0;
        if (span.Length > 16) squares = TensorPrimitives.SumOfSquares(span);
        else
            foreach (var element in span) squares += element * element;
        return squares is > LeastSquares and < double.PositiveInfinity ? Math.Sqrt(squares) : ScaledNorm(span, squares);
    }

    // Below this a sum of squares may have lost what it is the sum of.
    private const double LeastSquares = 1e-280;

    /// <summary>The norm of elements whose squares overflow or vanish: that of their ratios to the largest, times it.</summary>
    private static double ScaledNorm(ReadOnlySpan<double> span, double squares)
    {
        var largest = span.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(span));
        if (largest == 0 || !double.IsFinite(largest)) return Math.Sqrt(squares);
        var scaled = 0.0;
        foreach (var element in span) scaled += element / largest * (element / largest);
        return largest * Math.Sqrt(scaled);
    }

    /// <summary>The sum <c>Σ xᵢ</c>; 0 for the empty vector.</summary>
    public double Sum() => TensorPrimitives.Sum(AsSpan());

    /// <summary>Whether no element is NaN or infinite.</summary>
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

    /// <summary>The sum <c>aᵢ + bᵢ</c> of two vectors of the same length.</summary>
    public static Vector operator +(Vector left, Vector right)
    {
        ArgumentNullException.ThrowIfNull(left);
        var result = Allocate(left.Count);
        TensorPrimitives.Add(left.AsSpan(), left.Matching(right).AsSpan(), result._cells);
        return result;
    }

    /// <summary>The difference <c>aᵢ − bᵢ</c> of two vectors of the same length.</summary>
    public static Vector operator -(Vector left, Vector right)
    {
        ArgumentNullException.ThrowIfNull(left);
        var result = Allocate(left.Count);
        TensorPrimitives.Subtract(left.AsSpan(), left.Matching(right).AsSpan(), result._cells);
        return result;
    }

    /// <summary>The negation <c>−xᵢ</c>.</summary>
    public static Vector operator -(Vector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var result = Allocate(vector.Count);
        TensorPrimitives.Negate(vector.AsSpan(), result._cells);
        return result;
    }

    /// <summary>The scalar multiple <c>s·xᵢ</c>.</summary>
    public static Vector operator *(double scalar, Vector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var result = Allocate(vector.Count);
        TensorPrimitives.Multiply(vector.AsSpan(), scalar, result._cells);
        return result;
    }

    /// <summary>The scalar multiple <c>xᵢ·s</c>.</summary>
    public static Vector operator *(Vector vector, double scalar) => scalar * vector;

    /// <summary>The quotient <c>xᵢ/s</c>.</summary>
    public static Vector operator /(Vector vector, double scalar)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var result = Allocate(vector.Count);
        TensorPrimitives.Divide(vector.AsSpan(), scalar, result._cells);
        return result;
    }

    /// <summary>Converts an array to a vector, copying its elements.</summary>
    public static implicit operator Vector(double[] elements) => Create(elements);

    /// <summary>Whether both are null, or equal element by element.</summary>
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

    /// <summary>
    /// The elements in brackets, separated by spaces, each in the shortest invariant form that parses to the same number:
    /// <c>[1 -0.5 3]</c>.
    /// </summary>
    public override string ToString() => Text(Count);

    /// <summary>The text for a message: of more than a dozen elements the first and the last ones.</summary>
    internal string Brief => Text(12);

    private string Text(int most)
    {
        var shown = Count <= most ? Count : most / 2;
        var (first, last) = (Texts(0, shown), Texts(Math.Max(shown, Count - shown), Count));
        return $"[{first}{(shown < Count ? " … " : "")}{last}]";

        string Texts(int from, int to) =>
            string.Join(' ', AsSpan()[from..to].ToArray().Select(element => element.ToString(CultureInfo.InvariantCulture)));
    }

    private Vector Matching(Vector other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count != Count)
            throw new ArgumentException(
                $"Both vectors must have the same length: the left has {Count} elements, the right {other.Count}.", nameof(other));
        return other;
    }
}
