using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Pictures;

/// <summary>The values of an objective of one or two coordinates on an even grid.</summary>
public sealed class Landscape
{
    private readonly double[] _values;

    private Landscape(Box domain, int columns, int rows, double[] values, bool maximize)
    {
        (Domain, Columns, Rows, _values, Maximize) = (domain, columns, rows, values, maximize);
    }

    /// <summary>The box of the grid, of as many coordinates as the objective.</summary>
    public Box Domain { get; }

    /// <summary>The number of grid points along the first coordinate.</summary>
    public int Columns { get; }

    /// <summary>The number of grid points along the second coordinate; 1 where there is none.</summary>
    public int Rows { get; }

    /// <summary>Whether the highest value is sought, not the lowest.</summary>
    public bool Maximize { get; }

    /// <summary>The values, row by row from the lower left corner; NaN where the objective has none.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The value at a grid point.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="row">From 0.</param>
    public double this[int column, int row] => _values[(row * Columns) + column];

    /// <summary>The first coordinate of a column.</summary>
    /// <param name="column">From 0; a fraction lies between columns.</param>
    public double X(double column) => Between(0, column, Columns);

    /// <summary>The second coordinate of a row.</summary>
    /// <param name="row">From 0; a fraction lies between rows.</param>
    public double Y(double row) => Between(1, row, Rows);

    /// <summary>Evaluates an objective on a grid.</summary>
    /// <param name="objective">Of one or two coordinates. Where it throws, the landscape has a hole.</param>
    /// <param name="domain">A finite box of one or two coordinates.</param>
    /// <param name="columns">The number of grid points along the first coordinate, at least 2.</param>
    /// <param name="rows">The number along the second, at least 2; without meaning where there is none.</param>
    /// <param name="progress">Told, row by row, which share of the grid is done.</param>
    /// <param name="cancellation">Ends the work with an exception.</param>
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

    /// <summary>A landscape of values that are known already, row by row from the lower left corner.</summary>
    internal static Landscape Of(Box domain, int columns, int rows, Vector values) => new(domain, columns, rows, values.ToArray(), maximize: false);

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
