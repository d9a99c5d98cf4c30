using PSOptimize.Randomness;

namespace PSOptimize.Objectives.Regression;

/// <summary>Which rows a step sees: each epoch runs through a permutation of all rows that follows from the key and the epoch.</summary>
internal sealed class Batches
{
    private sealed record Epoch(Key Key, long Number, int[] Order);

    private readonly int _rows;
    private readonly int _size;

    // Drawing a permutation takes longer than a small batch; what is kept here could be drawn again at any time.
    private Epoch? _last;

    public Batches(int rows, int size, bool dropLast)
    {
        if (size > rows) throw new ArgumentException($"A batch of {size} rows is larger than the data, which have {rows} rows: choose at most {rows}.", nameof(size));
        (_rows, _size) = (rows, size);
        PerEpoch = dropLast ? rows / size : (rows + size - 1) / size;
    }

    public int PerEpoch { get; }

    public ReadOnlySpan<int> Of(Draw draw)
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
