using System.Collections;
using System.Runtime.CompilerServices;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>
/// The recorded iterates of a run: every one or every N-th, and always the first and the last. Memory is bounded: when the number of rows
/// reaches <see cref="Limit"/>, every second row is dropped and <see cref="Every"/> doubles.
/// </summary>
/// <remarks>
/// The rows are stored as plain numbers, 8 bytes each, so that recording one costs little more than copying it. Each access creates a new
/// <see cref="TrajectoryRow"/>.
/// </remarks>
public sealed class Trajectory : IReadOnlyList<TrajectoryRow>
{
    // The layout of a row; the coordinates are followed by the metrics. Integers are exact up to 2⁵³.
    private const int Iteration = 0, Evaluations = 1, Value = 2, GradientNorm = 3, StepNorm = 4, LearningRate = 5, Point = 6;

    private readonly List<double[]> _blocks = [];
    private int _dimension;
    private int _metrics;
    private int _rowsInBlock;

    internal Trajectory(long every, int limit)
    {
        Every = every;
        Limit = limit;
    }

    /// <summary>The number of iterations between two rows; 0 if only the first and the last iterate were recorded.</summary>
    public long Every { get; private set; }

    /// <summary>The largest number of rows.</summary>
    public int Limit { get; }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public TrajectoryRow this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var row = Row(index);
            return new(
                (long)row[Iteration], (long)row[Evaluations], row[Value], row[GradientNorm], row[StepNorm], row[LearningRate],
                Vector.Copy(row.Slice(Point, _dimension)))
            {
                Metrics = _metrics == 0 ? Vector.Empty : Vector.Copy(row[(Point + _dimension)..]),
            };
        }
    }

    /// <inheritdoc/>
    public IEnumerator<TrajectoryRow> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Consecutive rows as compressed columns.</summary>
    /// <param name="first">The index of the first row.</param>
    /// <param name="count">The number of rows, at least 1.</param>
    public TrajectoryPiece Pack(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, Count);
        var columns = TrajectoryColumns.Pack(count, Point + _dimension + _metrics, (i, row) => Row(first + i).CopyTo(row));
        return new TrajectoryPiece((long)Row(first)[Iteration], count, _dimension, _metrics, columns);
    }

    /// <summary>The rows of an interval of iterations as compressed columns; null if there are none.</summary>
    /// <param name="after">The iteration after which the interval begins; −1 for the start.</param>
    /// <param name="last">The last iteration of the interval.</param>
    public TrajectoryPiece? PackBetween(long after, long last)
    {
        var (first, end) = (IndexAfter(after), IndexAfter(last));
        return end > first ? Pack(first, end - first) : null;
    }

    /// <summary>
    /// A trajectory from its pieces. Where they overlap, the later one counts; rows that the run has dropped since are left out.
    /// </summary>
    /// <param name="every">See <see cref="Every"/>.</param>
    /// <param name="limit">See <see cref="Limit"/>.</param>
    /// <param name="pieces">The pieces in order, all of the same run.</param>
    /// <exception cref="FormatException">A piece is damaged, or is not of the same run as the first.</exception>
    public static Trajectory FromPieces(long every, int limit, IEnumerable<TrajectoryPiece> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        if (every < 0 || limit < 2) throw new FormatException($"There is no trajectory of every {every}th row, at most {limit}.");
        var result = new Trajectory(every, limit);
        TrajectoryPiece[] all = [.. pieces];
        for (var k = 0; k < all.Length; k++)
        {
            var piece = all[k];
            if (result.Count > 0 && (piece.Dimension, piece.Metrics) != (result._dimension, result._metrics))
                throw new FormatException($"A row of {piece.Dimension} coordinates follows one of {result._dimension}.");
            var width = Point + piece.Dimension + piece.Metrics;
            var numbers = TrajectoryColumns.Unpack(piece.Columns.Span, piece.Rows, width);
            for (var i = 0; i < piece.Rows; i++)
            {
                var row = numbers.AsSpan(i * width, width);
                // The last row of a run is kept wherever it falls.
                var last = k == all.Length - 1 && i == piece.Rows - 1;
                if (!last && every > 0 && (long)row[Iteration] % every != 0) continue;
                while (result.Count > 0 && result.Row(result.Count - 1)[Iteration] >= row[Iteration]) result.Count--;
                row.CopyTo(result.NewRow(piece.Dimension, piece.Metrics));
            }
        }
        return result;
    }

    internal static Trajectory Restore(long every, int limit, IEnumerable<TrajectoryRow> rows)
    {
        var result = new Trajectory(every, limit);
        foreach (var row in rows) result.Append(row);
        return result;
    }

    [MethodImpl(JitHints.FullyOptimized)]
    internal bool Wants(long iteration) => iteration == 0 || (Every > 0 && iteration % Every == 0);

    [MethodImpl(JitHints.FullyOptimized)]
    internal void Add(in Snapshot snapshot)
    {
        if (Count >= Limit)
        {
            Thin();
            if (!Wants(snapshot.Iteration)) return;
        }
        Write(
            NewRow(snapshot.Point.Count, snapshot.Metrics.Count), snapshot.Iteration, snapshot.Evaluations, snapshot.Value,
            snapshot.GradientNorm, snapshot.StepNorm, snapshot.LearningRate, snapshot.Point, snapshot.Metrics);
    }

    /// <summary>Sets the rate of the first row to that of the first step, which is known only after the step.</summary>
    internal void SetFirstRate(double rate)
    {
        if (Count > 0 && Row(0)[Iteration] == 0) Row(0)[LearningRate] = rate;
    }

    /// <summary>
    /// Appends the last row. If that iterate has been recorded already, perhaps without its costly metrics, the row replaces it.
    /// </summary>
    internal void Complete(TrajectoryRow last)
    {
        if (Count > 0 && Row(Count - 1)[Iteration] == last.Iteration) Count--;
        Append(last);
    }

    /// <summary>The index of the first row after an iteration.</summary>
    private int IndexAfter(long iteration)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Row(middle)[Iteration] <= iteration) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private void Append(TrajectoryRow row) => Write(
        NewRow(row.Point.Count, row.Metrics.Count), row.Iteration, row.Evaluations, row.Value, row.GradientNorm, row.StepNorm,
        row.LearningRate, row.Point, row.Metrics);

    private void Thin()
    {
        Every *= 2;
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            var row = Row(i);
            if ((long)row[Iteration] % Every == 0) row.CopyTo(Row(kept++));
        }
        Count = kept;
        var blocks = (kept + _rowsInBlock - 1) / _rowsInBlock;
        _blocks.RemoveRange(blocks, _blocks.Count - blocks);
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private Span<double> Row(int index)
    {
        var width = Point + _dimension + _metrics;
        return _blocks[index / _rowsInBlock].AsSpan(index % _rowsInBlock * width, width);
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private Span<double> NewRow(int dimension, int metrics)
    {
        if (Count == 0)
        {
            (_dimension, _metrics) = (dimension, metrics);
            _rowsInBlock = Math.Clamp((1 << 15) / (Point + dimension + metrics), 1, 256);
            _blocks.Clear();
        }
        if (Count == _blocks.Count * _rowsInBlock)
            _blocks.Add(GC.AllocateUninitializedArray<double>(_rowsInBlock * (Point + dimension + metrics)));
        return Row(Count++);
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private static void Write(
        Span<double> row, long iteration, long evaluations, double value, double gradientNorm, double stepNorm, double learningRate,
        Vector point, Vector metrics)
    {
        (row[Iteration], row[Evaluations], row[Value], row[GradientNorm], row[StepNorm], row[LearningRate]) =
            (iteration, evaluations, value, gradientNorm, stepNorm, learningRate);
        point.AsSpan().CopyTo(row[Point..]);
        metrics.AsSpan().CopyTo(row[(Point + point.Count)..]);
    }
}
