using System.Numerics.Tensors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The columns of a matrix as combinations of orthonormal ones, <c>A = QRD</c>, where D are the lengths of the columns. A column that
/// follows from those before it is set apart: it adds nothing to Q, and <see cref="Null"/> says how it follows.
/// </summary>
/// <remarks>
/// Gram–Schmidt with every column projected twice: Giraud, Langou, Rozložník and van den Eshof 2005, "Rounding error analysis of the
/// classical Gram–Schmidt orthogonalization process". Columns are normalised first, since they may differ by many orders of magnitude.
/// </remarks>
internal sealed class Factorization
{
    private readonly List<double[]> _basis = [];
    private readonly List<double[]> _coordinates = [];
    private readonly List<int> _independent = [];
    private readonly double[] _lengths;
    private readonly List<double[]> _null = [];

    /// <summary>A factorisation without Q, which is enough to whiten: of the numbers of another one.</summary>
    public Factorization(IEnumerable<double[]> coordinates, IEnumerable<int> independent, double[] lengths, IEnumerable<double[]> vanishing)
    {
        _coordinates.AddRange(coordinates);
        _independent.AddRange(independent);
        _lengths = lengths;
        _null.AddRange(vanishing);
    }

    /// <summary>Factors the given columns, which are overwritten.</summary>
    /// <param name="columns">The columns, of the same length.</param>
    /// <param name="dependent">A column of which relatively less than this is new counts as dependent.</param>
    public Factorization(IReadOnlyList<double[]> columns, double dependent)
    {
        _lengths = new double[columns.Count];
        for (var k = 0; k < columns.Count; k++)
        {
            var column = columns[k];
            _lengths[k] = Length(column);
            if (_lengths[k] > 0) TensorPrimitives.Divide(column, _lengths[k], column);
            var coordinates = new double[_basis.Count + 1];
            TakeFrom(column, coordinates);
            var rest = coordinates[^1] = Length(column);
            if (rest > dependent)
            {
                TensorPrimitives.Divide(column, rest, column);
                _basis.Add(column);
                _coordinates.Add(coordinates);
                _independent.Add(k);
            }
            else _null.Add(Combination(coordinates, k, columns.Count));
        }
    }

    /// <summary>The number of independent columns.</summary>
    public int Rank => _coordinates.Count;

    /// <summary>The columns of R, each down to its diagonal.</summary>
    public IReadOnlyList<double[]> Triangle => _coordinates;

    /// <summary>Which columns are independent.</summary>
    public IReadOnlyList<int> Independent => _independent;

    /// <summary>
    /// The combinations of the normalised columns that vanish, one for each dependent column; an element belongs to a column.
    /// </summary>
    public IReadOnlyList<double[]> Null => _null;

    /// <summary>The length of each column.</summary>
    public IReadOnlyList<double> Lengths => _lengths;

    /// <summary>The coordinates <c>Qᵀu</c> of a vector.</summary>
    public double[] Project(ReadOnlySpan<double> vector)
    {
        var result = new double[Rank];
        for (var j = 0; j < Rank; j++) result[j] = TensorPrimitives.Dot(_basis[j], vector);
        return result;
    }

    /// <summary>Subtracts from a vector its part within the columns.</summary>
    public void TakeFrom(Span<double> vector) => TakeFrom(vector, new double[Rank]);

    /// <summary>
    /// <c>R⁻ᵀD⁻¹x</c> for one number per column: the product of two of these is that of the x with <c>(AᵀA)⁻¹</c>. Dependent columns are
    /// left out.
    /// </summary>
    public double[] Whiten(ReadOnlySpan<double> numbers)
    {
        var result = new double[Rank];
        for (var j = 0; j < Rank; j++)
        {
            var column = _independent[j];
            var rest = numbers[column] / Size(column) - TensorPrimitives.Dot(_coordinates[j].AsSpan(0, j), result.AsSpan(0, j));
            result[j] = rest / _coordinates[j][j];
        }
        return result;
    }

    /// <summary>The x with <c>RDx = y</c>, one number per column; 0 for dependent ones.</summary>
    public double[] Solve(ReadOnlySpan<double> projected)
    {
        var solution = projected.ToArray();
        var result = new double[_lengths.Length];
        for (var j = Rank - 1; j >= 0; j--)
        {
            solution[j] /= _coordinates[j][j];
            for (var i = 0; i < j; i++) solution[i] -= _coordinates[j][i] * solution[j];
            result[_independent[j]] = solution[j] / Size(_independent[j]);
        }
        return result;
    }

    /// <summary>Whether a linear form of the columns' coefficients is the same for all coefficients that give the same fit.</summary>
    /// <param name="numbers">The form, one number per column.</param>
    /// <param name="tolerance">How much of it may come from rounding, relatively.</param>
    public bool Determines(ReadOnlySpan<double> numbers, double tolerance)
    {
        foreach (var combination in _null)
        {
            double sum = 0, size = 0, largest = 0;
            for (var k = 0; k < combination.Length; k++)
            {
                sum += numbers[k] * combination[k] / Size(k);
                size = Math.Max(size, Math.Abs(numbers[k] / Size(k)));
                largest = Math.Max(largest, Math.Abs(combination[k]));
            }
            if (Math.Abs(sum) > tolerance * size * largest) return false;
        }
        return true;
    }

    private double Size(int column) => _lengths[column] > 0 ? _lengths[column] : 1;

    private static double Length(ReadOnlySpan<double> column) => TensorPrimitives.Norm(column);

    private void TakeFrom(Span<double> vector, double[] coordinates)
    {
        for (var pass = 0; pass < 2; pass++)
            for (var j = 0; j < _basis.Count; j++)
            {
                var share = TensorPrimitives.Dot(_basis[j], vector);
                TensorPrimitives.MultiplyAdd(_basis[j], -share, vector, vector);
                coordinates[j] += share;
            }
    }

    /// <summary>The column k minus what it follows from.</summary>
    private double[] Combination(double[] coordinates, int k, int count)
    {
        var result = new double[count];
        result[k] = 1;
        var rest = coordinates[..^1];
        for (var j = rest.Length - 1; j >= 0; j--)
        {
            rest[j] /= _coordinates[j][j];
            for (var i = 0; i < j; i++) rest[i] -= _coordinates[j][i] * rest[j];
            result[_independent[j]] = -rest[j];
        }
        return result;
    }
}
