using System.Collections;
using System.Diagnostics;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Evaluations;

/// <summary>
/// The evaluations of a run in the order in which they were asked for, failures and retries included. The first <see cref="Limit"/> are
/// kept, and those after them are counted. See <see cref="RunOptions.KeepEvaluations"/>.
/// </summary>
/// <remarks>
/// The rows are stored as plain numbers, 8 bytes each. Each access creates a new <see cref="EvaluationRecord"/>.
/// </remarks>
public sealed class EvaluationLog : IReadOnlyList<EvaluationRecord>
{
    // The layout of a row.
    private const int Iteration = 0, Attempt = 1, Value = 2, Started = 3, Seconds = 4, Worker = 5, Error = 6, Point = 7;

    private readonly List<double[]> _blocks = [];
    private readonly List<string> _errors = [];
    private readonly Dictionary<string, int> _errorNumbers = [];
    private int _width;
    private int _rowsInBlock;
    private long _anchor;
    private double _anchorSeconds;
    private (int Count, long Omitted, long Recalled) _marked;

    internal EvaluationLog(int limit) => Limit = limit;

    /// <summary>A log without evaluations.</summary>
    public static EvaluationLog Empty { get; } = new(0);

    /// <summary>How many evaluations are kept at most.</summary>
    public int Limit { get; }

    /// <summary>How many were made beyond <see cref="Limit"/>.</summary>
    public long Omitted { get; private set; }

    /// <summary>How many were not made, since their values were known: see <see cref="RunOptions.Known"/>.</summary>
    public long Recalled { get; private set; }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>Whether there is room for another row.</summary>
    internal bool IsOpen => Count < Limit;

    /// <inheritdoc/>
    public EvaluationRecord this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var row = Row(index);
            return new(
                (long)row[Iteration], (int)row[Attempt], Vector.Copy(row[Point..]), row[Value],
                row[Error] == 0 ? "" : _errors[(int)row[Error] - 1], DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(row[Started]),
                TimeSpan.FromSeconds(row[Seconds]), (int)row[Worker]);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<EvaluationRecord> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Appends an evaluation, if there is room.</summary>
    internal void Add(long iteration, int attempt, Vector point, double value, Exception? error, Timing timing)
    {
        if (!IsOpen)
        {
            Omit(1);
            return;
        }
        var seconds = (double)(timing.Ended - timing.Began) / Stopwatch.Frequency;
        Write(NewRow(point.Count), iteration, attempt, point, value, error?.Message, StartOf(timing), seconds, timing.Worker);
    }

    /// <summary>Counts evaluations that are not kept.</summary>
    internal void Omit(int count) => Omitted += count;

    /// <summary>Counts an evaluation whose value was known.</summary>
    internal void Recall() => Recalled++;

    /// <summary>Remembers where the log stands, for <see cref="AsMarked"/>.</summary>
    internal void Mark() => _marked = (Count, Omitted, Recalled);

    /// <summary>The log as it was at the last <see cref="Mark"/>, which further rows do not change.</summary>
    internal EvaluationLog AsMarked()
    {
        var marked = (EvaluationLog)MemberwiseClone();
        (marked.Count, marked.Omitted, marked.Recalled) = _marked;
        return marked;
    }

    /// <summary>A copy to which a resumed run appends its rows.</summary>
    /// <param name="limit">Another limit; null for the same one.</param>
    internal EvaluationLog Continued(int? limit) => Restore(Pack() with { Limit = limit ?? Limit });

    /// <summary>The rows as columns.</summary>
    /// <param name="first">The first row of the columns, for one who has stored those before it.</param>
    internal PackedEvaluations Pack(int first = 0)
    {
        var columns = new double[first < Count ? _width : 0][];
        for (var column = 0; column < columns.Length; column++)
        {
            var cells = columns[column] = new double[Count - first];
            for (var i = first; i < Count; i++) cells[i - first] = Row(i)[column];
        }
        return new(Limit, Omitted, Recalled, columns, [.. _errors]);
    }

    /// <summary>The log of its columns.</summary>
    /// <exception cref="FormatException">The columns are not those of a log.</exception>
    internal static EvaluationLog Restore(PackedEvaluations packed)
    {
        var (limit, omitted, recalled, columns, errors) = packed;
        var rows = columns.Count == 0 ? 0 : columns[0].Length;
        if ((rows > 0 && columns.Count < Point) || columns.Any(column => column.Length != rows))
            throw new FormatException("The columns of the evaluations have different lengths.");
        if (rows > 0 && columns[Error].Any(number => !(number >= 0 && number <= errors.Count && number == Math.Floor(number))))
            throw new FormatException("An evaluation has a message that is not there.");
        var log = new EvaluationLog(limit) { Omitted = omitted, Recalled = recalled };
        log._errors.AddRange(errors);
        for (var i = 0; i < errors.Count; i++) log._errorNumbers.TryAdd(errors[i], i + 1);
        for (var i = 0; i < rows; i++)
        {
            var row = log.NewRow(columns.Count - Point);
            for (var column = 0; column < row.Length; column++) row[column] = columns[column][i];
        }
        return log;
    }

    /// <summary>A log of rows.</summary>
    internal static EvaluationLog Of(IEnumerable<EvaluationRecord> records)
    {
        EvaluationRecord[] rows = [.. records];
        var log = new EvaluationLog(rows.Length);
        foreach (var row in rows)
            log.Write(
                log.NewRow(row.Point.Count), row.Iteration, row.Attempt, row.Point, row.Value, row.Failed ? row.Error : null,
                (row.Started - DateTimeOffset.UnixEpoch).TotalSeconds, row.Duration.TotalSeconds, row.Worker);
        return log;
    }

    private void Write(
        Span<double> row, long iteration, int attempt, Vector point, double value, string? error, double started, double seconds,
        int worker)
    {
        (row[Iteration], row[Attempt], row[Value]) = (iteration, attempt, error is null ? value : double.NaN);
        (row[Started], row[Seconds], row[Worker], row[Error]) = (started, seconds, worker, error is null ? 0 : NumberOf(error));
        point.AsSpan().CopyTo(row[Point..]);
    }

    /// <summary>
    /// The start in seconds since 1970. The calendar is read again if the last reading is a second old, since the counter of the timing may
    /// stand still while the machine sleeps.
    /// </summary>
    private double StartOf(Timing timing)
    {
        if (_anchor == 0 || timing.Ended - _anchor > Stopwatch.Frequency)
            (_anchor, _anchorSeconds) = (Stopwatch.GetTimestamp(), (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds);
        return _anchorSeconds + (double)(timing.Began - _anchor) / Stopwatch.Frequency;
    }

    private int NumberOf(string error)
    {
        if (error.Length == 0) error = "The evaluation threw.";
        if (_errorNumbers.TryGetValue(error, out var number)) return number;
        _errors.Add(error);
        return _errorNumbers[error] = _errors.Count;
    }

    private Span<double> Row(int index) => _blocks[index / _rowsInBlock].AsSpan(index % _rowsInBlock * _width, _width);

    private Span<double> NewRow(int dimension)
    {
        if (Count == 0) (_width, _rowsInBlock) = (Point + dimension, Math.Clamp((1 << 13) / (Point + dimension), 1, 256));
        if (Count == _blocks.Count * _rowsInBlock) _blocks.Add(GC.AllocateUninitializedArray<double>(_rowsInBlock * _width));
        return Row(Count++);
    }
}
