using System.Collections;
using System.Runtime.CompilerServices;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>
/// The recorded iterates of a run: every one, or every N-th, and always the first and the last. Memory is bounded: where a run
/// is longer than <see cref="Limit"/> allows, every second row is dropped and <see cref="Every"/> doubles.
/// </summary>
public sealed class Trajectory : IReadOnlyList<Iterate>
{
    private readonly List<Iterate> _rows = [];

    internal Trajectory(long every, int limit)
    {
        Every = every;
        Limit = limit;
    }

    /// <summary>The distance of two rows in iterations; 0 where only the start and the end were recorded.</summary>
    public long Every { get; private set; }

    /// <summary>The largest number of rows.</summary>
    public int Limit { get; }

    /// <inheritdoc/>
    public int Count => _rows.Count;

    /// <inheritdoc/>
    public Iterate this[int index] => _rows[index];

    /// <inheritdoc/>
    public IEnumerator<Iterate> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static Trajectory Restore(long every, int limit, IEnumerable<Iterate> rows)
    {
        var result = new Trajectory(every, limit);
        result._rows.AddRange(rows);
        return result;
    }

    [MethodImpl(Hot.Path)]
    internal bool Wants(long iteration) => iteration == 0 || (Every > 0 && iteration % Every == 0);

    internal void Add(Iterate row)
    {
        if (_rows.Count >= Limit)
        {
            Every *= 2;
            _rows.RemoveAll(old => old.Iteration % Every != 0);
            if (!Wants(row.Iteration)) return;
        }
        _rows.Add(row);
    }

    /// <summary>The start shows the rate of the first move, which is known only once it is made.</summary>
    internal void SetFirstRate(double rate)
    {
        if (_rows.Count > 0 && _rows[0].Iteration == 0) _rows[0] = _rows[0] with { LearningRate = rate };
    }

    /// <summary>Adds the last row; where it is recorded already it stands for the recorded one, which may lack metrics.</summary>
    internal void Close(Iterate last)
    {
        if (_rows.Count == 0 || _rows[^1].Iteration != last.Iteration) _rows.Add(last);
        else _rows[^1] = last;
    }
}
