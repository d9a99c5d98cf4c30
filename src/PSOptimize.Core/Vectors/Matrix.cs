using System.Numerics.Tensors;

namespace PSOptimize.Vectors;

/// <summary>An immutable m × n matrix of doubles, stored row by row, with element equality.</summary>
public sealed class Matrix : IEquatable<Matrix>
{
    private readonly Vector _cells;

    private Matrix(Vector cells, int rows, int columns) => (_cells, Rows, Columns) = (cells, rows, columns);

    /// <summary>The number of rows, m.</summary>
    public int Rows { get; }

    /// <summary>The number of columns, n.</summary>
    public int Columns { get; }

    /// <summary>The element at a row and a column.</summary>
    /// <param name="row">From 0 to m − 1.</param>
    /// <param name="column">From 0 to n − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the matrix.</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
            return _cells[row * Columns + column];
        }
    }

    /// <summary>An m × n matrix with the given elements.</summary>
    /// <param name="rows">m ≥ 0.</param>
    /// <param name="columns">n ≥ 0.</param>
    /// <param name="elements">m·n numbers, row by row.</param>
    /// <exception cref="ArgumentException">There are not m·n elements.</exception>
    public static Matrix Of(int rows, int columns, Vector elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        return elements.Count == rows * columns
            ? new Matrix(elements, rows, columns)
            : throw new ArgumentException(
                $"A matrix of {rows} rows and {columns} columns has {rows * columns} elements; {elements.Count} were given.",
                nameof(elements));
    }

    /// <summary>A matrix with the given rows.</summary>
    /// <param name="rows">At least one, all of the same length.</param>
    /// <exception cref="ArgumentException">There are no rows, or their lengths differ.</exception>
    public static Matrix OfRows(params Vector[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Length == 0) throw new ArgumentException("A matrix needs at least one row.", nameof(rows));
        if (rows.FirstOrDefault(row => row.Count != rows[0].Count) is { } other)
            throw new ArgumentException(
                $"All rows must have the same length; one has {rows[0].Count} elements, another {other.Count}.", nameof(rows));
        return new Matrix(Vector.OfSeq(rows.SelectMany(row => row.AsSeq())), rows.Length, rows[0].Count);
    }

    /// <summary>All elements, row by row.</summary>
    public ReadOnlySpan<double> AsSpan() => _cells.AsSpan();

    /// <summary>Whether all elements are finite.</summary>
    internal bool IsFinite() => _cells.IsFinite();

    /// <summary>A row as a vector of n elements.</summary>
    /// <param name="row">From 0 to m − 1.</param>
    public Vector Row(int row) => _cells.Slice(row * Columns, Columns);

    /// <summary>The product of the matrix and a vector: m elements.</summary>
    /// <param name="vector">n elements.</param>
    public Vector Times(Vector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return Vector.Init(Rows, row => TensorPrimitives.Dot(RowSpan(row), vector.AsSpan()));
    }

    /// <summary>The product of the transposed matrix and a vector: n elements.</summary>
    /// <param name="vector">m elements.</param>
    public Vector TransposedTimes(Vector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var result = Vector.Allocate(Columns);
        for (var row = 0; row < Rows; row++)
            TensorPrimitives.MultiplyAdd(RowSpan(row), vector[row], result.AsSpan(), result.Writable);
        return result;
    }

    /// <summary>The matrix with column j multiplied by the j-th factor.</summary>
    /// <param name="factors">n numbers, one per column.</param>
    public Matrix ScaleColumns(Vector factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        return new Matrix(Vector.Init(_cells.Count, i => _cells[i] * factors[i % Columns]), Rows, Columns);
    }

    /// <summary>A new m × n array of the elements.</summary>
    public double[,] ToArray()
    {
        var result = new double[Rows, Columns];
        Buffer.BlockCopy(_cells.ToArray(), 0, result, 0, sizeof(double) * _cells.Count);
        return result;
    }

    /// <inheritdoc/>
    public bool Equals(Matrix? other) => other is not null && Rows == other.Rows && Columns == other.Columns && _cells.Equals(other._cells);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Matrix);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rows, Columns, _cells);

    /// <summary>The rows, each in brackets and separated by commas: <c>[[1 2], [3 4]]</c>.</summary>
    public override string ToString() => "[" + string.Join(", ", Enumerable.Range(0, Rows).Select(Row)) + "]";

    private ReadOnlySpan<double> RowSpan(int row) => _cells.AsSpan().Slice(row * Columns, Columns);
}
