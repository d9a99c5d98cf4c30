using PSOptimize.Randomness;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The rows of each batch: every epoch iterates over a permutation of all rows, which follows from the key and the epoch.
/// </summary>
internal sealed class Batches
{
    private sealed record Epoch(Key Key, long Number, int[] Order);

    private readonly int _rows;
    private readonly int _size;

    // A cache, since drawing a permutation takes longer than evaluating a small batch.
    private Epoch? _last;

    public Batches(int rows, int size, bool dropLast)
    {
        if (size > rows)
            throw new ArgumentException(
                $"A batch of {size} rows is larger than the data, which have {rows} rows: choose at most {rows}.", nameof(size));
        (_rows, _size) = (rows, size);
        PerEpoch = dropLast ? rows / size : (rows + size - 1) / size;
    }

    /// <summary>The number of batches per epoch.</summary>
    public int PerEpoch { get; }

    /// <summary>The indices of the rows that the step of a draw sees.</summary>
    public ReadOnlySpan<int> RowsOf(Draw draw)
    {
        var number = draw.Step / PerEpoch;
        var epoch = Volatile.Read(ref _last);
        if (epoch is null || epoch.Number != number || epoch.Key != draw.Key)
        {
            epoch = new Epoch(draw.Key, number, draw.Key.Fold(number).Permutation(_rows));
            Volatile.Write(ref _last, epoch);
        }
        var start = (int)(draw.Step % PerEpoch) * _size;
        return epoch.Order.AsSpan(start, Math.Min(_size, _rows - start));
    }
}
