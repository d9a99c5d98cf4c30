using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Pictures;

/// <summary>The values of an objective of one or two coordinates on a regular grid.</summary>
public sealed class Landscape
{
    private readonly double[] _values;

    private Landscape(Box domain, int columns, int rows, double[] values, bool maximize)
    {
        (Domain, Columns, Rows, _values, Maximize) = (domain, columns, rows, values, maximize);
    }

    /// <summary>The box that the grid covers, with one or two coordinates.</summary>
    public Box Domain { get; }

    /// <summary>The number of grid points along the first coordinate.</summary>
    public int Columns { get; }

    /// <summary>The number of grid points along the second coordinate; 1 if there is only one coordinate.</summary>
    public int Rows { get; }

    /// <summary>Whether the objective is maximised.</summary>
    public bool Maximize { get; }

    /// <summary>The values, row by row from the lower left corner; NaN at points where the objective has no value.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The value at a grid point.</summary>
    /// <param name="column">From 0 to <see cref="Columns"/> − 1.</param>
    /// <param name="row">From 0 to <see cref="Rows"/> − 1.</param>
    public double this[int column, int row] => _values[(row * Columns) + column];

    /// <summary>The first coordinate of a column.</summary>
    /// <param name="column">From 0; fractions are between columns.</param>
    public double X(double column) => Between(0, column, Columns);

    /// <summary>The second coordinate of a row.</summary>
    /// <param name="row">From 0; fractions are between rows.</param>
    public double Y(double row) => Between(1, row, Rows);

    /// <summary>Evaluates an objective on a grid.</summary>
    /// <param name="objective">An objective of one or two coordinates; points at which it throws are holes of the landscape.</param>
    /// <param name="domain">A finite box of one or two coordinates.</param>
    /// <param name="columns">The number of grid points along the first coordinate, at least 2.</param>
    /// <param name="rows">The number of grid points along the second coordinate, at least 2; ignored if there is only one.</param>
    /// <param name="progress">Called after each row with the completed fraction of the grid.</param>
    /// <param name="cancellation">Cancels the evaluation.</param>
    /// <exception cref="ArgumentException">The box is not finite or has more than two coordinates.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public static Landscape Sample(Objective objective, Box domain, int columns, int rows,
        Action<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 2);
        var dimension = domain.Lower.Count;
        if (dimension > 2 || !domain.IsFinite)
            throw new ArgumentException($"A landscape needs a finite box of one or two coordinates; this is {domain}.", nameof(domain));
        if (dimension == 1) rows = 1;
        else ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);

        var landscape = new Landscape(domain, columns, rows, new double[columns * rows], objective.Maximize);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                cancellation.ThrowIfCancellationRequested();
                var point = dimension == 1 ? Vector.Create(landscape.X(column)) : Vector.Create(landscape.X(column), landscape.Y(row));
                landscape._values[(row * columns) + column] = ValueOrHole(objective, point, cancellation);
            }
            progress?.Invoke((row + 1.0) / rows);
        }
        return landscape;
    }

    /// <summary>A landscape of given values, row by row from the lower left corner.</summary>
    internal static Landscape FromValues(Box domain, int columns, int rows, Vector values) =>
        new(domain, columns, rows, values.ToArray(), maximize: false);

    private static double ValueOrHole(Objective objective, Vector point, CancellationToken cancellation)
    {
        try
        {
            return objective.Value(point);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return double.NaN;
        }
    }

    private double Between(int coordinate, double index, int count)
    {
        var share = index / (count - 1);
        return ((1 - share) * Domain.Lower[coordinate]) + (share * Domain.Upper[coordinate]);
    }
}
