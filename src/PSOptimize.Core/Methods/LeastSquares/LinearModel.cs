using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.LeastSquares;

/// <summary>
/// The residuals near a point, <c>r + Jp</c>, in a few numbers: the triangle R of <c>J = QR</c> and the projection <c>q = Qᵀr</c>, with
/// which <c>‖r + Jp‖² = ‖q + Rp‖² + const</c>. What a step needs of m residuals are so n² numbers, whatever m is.
/// </summary>
/// <remarks>
/// By Householder's reflections (Golub 1965, "Numerical methods for solving linear least squares problems"), which lose half as many digits
/// as <c>JᵀJ</c> does.
/// </remarks>
internal sealed class LinearModel
{
    /// <summary>The distance from 1 to the next number.</summary>
    public const double Epsilon = 2.220446049250313e-16;

    private readonly Vector _triangle;
    private readonly Vector _projection;

    /// <summary>A model of known numbers.</summary>
    /// <param name="triangle">The columns of R down to their diagonals, one after the other: n(n + 1)/2 numbers.</param>
    /// <param name="projection">q, of n numbers.</param>
    /// <param name="length">‖r‖.</param>
    /// <param name="rounding">How much rounding of the parameters changes the residuals: ε‖|J||x|‖.</param>
    public LinearModel(Vector triangle, Vector projection, double length, double rounding) =>
        (_triangle, _projection, Length, Rounding) = (triangle, projection, length, rounding);

    public Vector Triangle => _triangle;

    public Vector Projection => _projection;

    public double Length { get; }

    public double Rounding { get; }

    public int Dimension => _projection.Count;

    /// <summary>The gradient of <c>½‖r‖²</c>, Rᵀq.</summary>
    public Vector Gradient => Vector.Init(Dimension, j => TensorPrimitives.Dot(Column(j), _projection.AsSpan()[..(j + 1)]));

    /// <summary>Whether residuals are left that no coordinate has an influence on.</summary>
    public bool IsFlat => Length > 0 && Enumerable.Range(0, Dimension).All(j => ColumnLength(j) == 0);

    /// <summary>The length of a column of J.</summary>
    public double ColumnLength(int j) => Norm(Column(j));

    /// <summary>The model at a point; null if the evaluation there is not finite.</summary>
    [MethodImpl(JitHints.FullyOptimized)]
    public static LinearModel? At(Vector point, Evaluation told)
    {
        var (residuals, jacobian) = (told.Residuals, told.Jacobian);
        if (!(double.IsFinite(told.Value) && residuals.IsFinite() && TensorPrimitives.IsFiniteAll(jacobian.AsSpan()))) return null;
        var (rows, count) = (jacobian.Rows, jacobian.Columns);
        var columns = new double[count + 1][];
        var cells = jacobian.AsSpan();
        for (var j = 0; j < count; j++)
        {
            columns[j] = new double[rows];
            for (var i = 0; i < rows; i++) columns[j][i] = cells[i * count + j];
        }
        columns[count] = residuals.ToArray();

        // Columns of unit length, so that nothing overflows and nothing is lost between parameters of different units.
        double[] lengths = [.. columns.Select(column => Norm(column))];
        for (var j = 0; j <= count; j++)
            if (lengths[j] > 0) TensorPrimitives.Divide(columns[j], lengths[j], columns[j]);
        var changes = new double[rows];
        for (var j = 0; j < count; j++)
            for (var i = 0; i < rows; i++) changes[i] += Math.Abs(columns[j][i] * (lengths[j] * point[j]));

        Triangulate(columns);
        var (triangle, projection) = (Vector.Allocate(count * (count + 1) / 2), Vector.Allocate(count));
        for (int j = 0, cell = 0; j < count; j++)
        {
            for (var i = 0; i <= j; i++) triangle.Writable[cell++] = i < rows ? columns[j][i] * lengths[j] : 0;
            projection.Writable[j] = j < rows ? columns[count][j] * lengths[count] : 0;
        }
        return new LinearModel(triangle, projection, lengths[count], Epsilon * Norm(changes));
    }

    /// <summary>Which coordinates can move: all but those at a bound that the gradient pushes them against.</summary>
    public bool[] Free(Vector point, Box? bounds)
    {
        var (free, gradient) = (new bool[Dimension], Gradient);
        for (var j = 0; j < free.Length; j++)
            free[j] = bounds is null || !(gradient[j] >= 0 ? point[j] <= bounds.Lower[j] : point[j] >= bounds.Upper[j]);
        return free;
    }

    /// <summary>
    /// The cosine of the angle between the residuals and what the free coordinates can change of them, from 0 at a minimum to 1: the same
    /// for parameters and residuals in any units, and for any linear change of the parameters.
    /// </summary>
    public double Cosine(bool[] free)
    {
        if (Length == 0) return 0;
        var lengths = Vector.Init(Dimension, ColumnLength);
        int[] chosen = [.. Enumerable.Range(0, Dimension).Where(j => free[j] && lengths[j] > 0)];
        return new SingularValues(Columns(chosen, lengths)).LengthInRange((1 / Length * _projection).ToArray());
    }

    /// <summary>The largest cosine of the angle between the residuals and a single free column (Moré 1978, the test of MINPACK).</summary>
    public double SteepestCosine(bool[] free)
    {
        var gradient = Gradient;
        return Enumerable.Range(0, Dimension).Where(j => free[j] && ColumnLength(j) > 0)
            .Select(j => Math.Abs(gradient[j]) / (ColumnLength(j) * Length)).DefaultIfEmpty(0).Max();
    }

    /// <summary>
    /// What a step p does to <c>‖r + Jp‖²</c>, relative to ‖r‖²: half the slope at its beginning, and the decrease in all.
    /// </summary>
    public (double Slope, double Decrease) Change(Vector step)
    {
        var change = Product(step);
        TensorPrimitives.Divide(change, Length, change);
        var slope = TensorPrimitives.Dot(change, _projection.AsSpan()) / Length;
        return (slope, -2 * slope - TensorPrimitives.SumOfSquares<double>(change));
    }

    /// <summary>
    /// The point to try: that after the step p which moves free coordinates alone, stays within the bounds, is not longer than Δ when each
    /// coordinate is multiplied by its size, and decreases the model most of those on the path of the method, as far as one way along the
    /// bounds shows.
    /// </summary>
    /// <param name="point">Where the step begins.</param>
    /// <param name="bounds">The bounds; null for none.</param>
    /// <param name="sizes">The size of each coordinate; one of size 0 stays, since it has no influence.</param>
    /// <param name="radius">Δ.</param>
    /// <param name="method">The method, whose path the step goes along.</param>
    public Vector Trial(Vector point, Box? bounds, Vector sizes, double radius, LeastSquaresMethod method)
    {
        var free = Free(point, bounds);
        var (clamped, best, least) = (new double[Dimension], new double[Dimension], double.PositiveInfinity);
        while (true)
        {
            int[] moving = [.. Enumerable.Range(0, Dimension).Where(j => free[j] && sizes[j] > 0)];
            var rest = Product(Vector.Create(clamped));
            TensorPrimitives.Add(rest, _projection.AsSpan(), rest);
            var used = Norm(Vector.Create(clamped).Times(sizes).AsSpan());
            var left = Math.Sqrt(Math.Max(0, radius - used)) * Math.Sqrt(radius + used);
            var scaled = method.Step(new SingularValues(Columns(moving, sizes)), rest, left);
            var (step, share) = ((double[])clamped.Clone(), 1.0);
            var stopped = new List<(int Coordinate, double Room, double Share)>();
            for (var k = 0; k < scaled.Length; k++)
            {
                var j = moving[k];
                // A coordinate of next to no influence would have to move beyond all numbers: it stays.
                step[j] = double.IsFinite(scaled[k] / sizes[j]) ? scaled[k] / sizes[j] : 0;
                var room = bounds is null ? step[j] : Math.Clamp(step[j], bounds.Lower[j] - point[j], bounds.Upper[j] - point[j]);
                if (room == step[j]) continue;
                stopped.Add((j, room, room / step[j]));
                share = Math.Min(share, room / step[j]);
            }
            foreach (var j in moving) step[j] *= share;
            foreach (var (j, room, own) in stopped)
                if (own == share) step[j] = room;
            var change = Product(Vector.Create(step));
            TensorPrimitives.Add(change, _projection.AsSpan(), change);
            var remains = Norm(change);
            if (remains < least) (best, least) = (step, remains);
            // A step that has overflown leads nowhere, and would be cut for ever.
            if (stopped.Count == 0 || double.IsNaN(remains)) break;
            // The step was cut at the first bound. Those that crossed one now stay at it, and the others go on; but as long as some have no
            // room at all, these alone, so that the others decrease the model.
            foreach (var (j, room, own) in stopped)
                if (share > 0 || own == 0) (clamped[j], free[j]) = (room, false);
        }
        // On a bound exactly, which the sum may miss by a rounding.
        return Vector.Init(best.Length, j => bounds is null ? point[j] + best[j]
            : best[j] >= bounds.Upper[j] - point[j] ? bounds.Upper[j]
            : best[j] <= bounds.Lower[j] - point[j] ? bounds.Lower[j]
            : Math.Clamp(point[j] + best[j], bounds.Lower[j], bounds.Upper[j]));
    }

    /// <summary>The norm of a span without overflow or underflow of its squares.</summary>
    public static double Norm(ReadOnlySpan<double> span)
    {
        var largest = span.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(span));
        if (largest is > 1e-100 and < 1e100 or 0) return Vector.Norm(span);
        var squares = 0.0;
        foreach (var element in span) squares += Math.Pow(element / largest, 2);
        return largest * Math.Sqrt(squares);
    }

    /// <summary>Makes the first columns a triangle by reflections, which are applied to the last one too.</summary>
    [MethodImpl(JitHints.FullyOptimized)]
    private static void Triangulate(double[][] columns)
    {
        var rows = columns[0].Length;
        for (var k = 0; k < Math.Min(rows, columns.Length - 1); k++)
        {
            var mirror = columns[k].AsSpan(k);
            var length = Vector.Norm(mirror);
            if (length == 0) continue;
            Interruption.Current.ThrowIfRequested();
            var diagonal = mirror[0] > 0 ? -length : length;
            mirror[0] -= diagonal;
            for (var j = k + 1; j < columns.Length; j++)
            {
                var other = columns[j].AsSpan(k);
                var factor = TensorPrimitives.Dot<double>(mirror, other) / (diagonal * mirror[0]);
                TensorPrimitives.MultiplyAdd(mirror, factor, other, other);
            }
            mirror[0] = diagonal;
        }
    }

    private ReadOnlySpan<double> Column(int j) => _triangle.AsSpan().Slice(j * (j + 1) / 2, j + 1);

    /// <summary>Some columns of R, each divided by a size above 0.</summary>
    private double[][] Columns(int[] chosen, Vector sizes) => [.. chosen.Select(j =>
    {
        var column = new double[Dimension];
        TensorPrimitives.Divide(Column(j), sizes[j], column);
        return column;
    })];

    /// <summary>Rp.</summary>
    private double[] Product(Vector step)
    {
        var result = new double[Dimension];
        for (var j = 0; j < step.Count; j++)
        {
            var head = result.AsSpan(0, j + 1);
            TensorPrimitives.MultiplyAdd(Column(j), step[j], head, head);
        }
        return result;
    }
}
