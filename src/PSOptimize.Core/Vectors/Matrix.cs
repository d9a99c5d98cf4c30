namespace PSOptimize.Vectors;

/// <summary>An immutable matrix of real numbers, kept row by row. Two are equal if their sizes and elements are.</summary>
public sealed class Matrix : IEquatable<Matrix>
{
    private readonly Vector _cells;

    private Matrix(Vector cells, int rows, int columns) => (_cells, Rows, Columns) = (cells, rows, columns);

    /// <summary>The number m of rows.</summary>
    public int Rows { get; }

    /// <summary>The number n of columns.</summary>
    public int Columns { get; }

    /// <summary>An element.</summary>
    /// <param name="row">From 0 to m − 1.</param>
    /// <param name="column">From 0 to n − 1.</param>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
            return _cells[row * Columns + column];
        }
    }

    /// <summary>A matrix of elements row by row.</summary>
    /// <param name="rows">m ≥ 0.</param>
    /// <param name="columns">n ≥ 0.</param>
    /// <param name="elements">m·n numbers, row by row.</param>
    public static Matrix Of(int rows, int columns, Vector elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        return elements.Count == rows * columns
            ? new Matrix(elements, rows, columns)
            : throw new ArgumentException($"A matrix of {rows} rows and {columns} columns has {rows * columns} elements; {elements.Count} were given.", nameof(elements));
    }

    /// <summary>A matrix of rows of the same length.</summary>
    /// <param name="rows">At least one.</param>
    public static Matrix OfRows(params Vector[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Length == 0) throw new ArgumentException("A matrix of rows needs at least one.", nameof(rows));
        if (rows.FirstOrDefault(row => row.Count != rows[0].Count) is { } other)
            throw new ArgumentException($"The rows must have one length; there are {rows[0].Count} and {other.Count} elements.", nameof(rows));
        return new Matrix(Vector.OfSeq(rows.SelectMany(row => row.AsSeq())), rows.Length, rows[0].Count);
    }

    /// <summary>All elements, row by row.</summary>
    public ReadOnlySpan<double> AsSpan() => _cells.AsSpan();

    /// <summary>A row, of n elements.</summary>
    /// <param name="row">From 0 to m − 1.</param>
    public Vector Row(int row) => _cells.Slice(row * Columns, Columns);

    /// <summary>The matrix times a vector, of m elements.</summary>
    /// <param name="vector">Of n elements.</param>
    public Vector Times(Vector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return Vector.Init(Rows, row => System.Numerics.Tensors.TensorPrimitives.Dot(RowSpan(row), vector.AsSpan()));
    }

    /// <summary>The transposed matrix times a vector, of n elements.</summary>
    /// <param name="vector">Of m elements.</param>
    public Vector TransposedTimes(Vector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var result = Vector.Allocate(Columns);
        for (var row = 0; row < Rows; row++)
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(RowSpan(row), vector[row], result.AsSpan(), result.Writable);
        return result;
    }

    /// <summary>The matrix with each column multiplied by a number.</summary>
    /// <param name="factors">Of n elements.</param>
    public Matrix ScaleColumns(Vector factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        return new Matrix(Vector.Init(_cells.Count, i => _cells[i] * factors[i % Columns]), Rows, Columns);
    }

    /// <summary>The elements as an array.</summary>
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

    /// <summary>The rows, each in brackets.</summary>
    public override string ToString() => "[" + string.Join(", ", Enumerable.Range(0, Rows).Select(Row)) + "]";

    private ReadOnlySpan<double> RowSpan(int row) => _cells.AsSpan().Slice(row * Columns, Columns);
}
