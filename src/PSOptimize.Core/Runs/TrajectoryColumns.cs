using System.Buffers.Binary;
using System.IO.Compression;

namespace PSOptimize.Runs;

/// <summary>Rows of numbers as compressed columns, and back.</summary>
internal static class TrajectoryColumns
{
    // Brotli's levels above 4 gain a few percent and take ten times as long.
    private const int Quality = 1;
    private const int Window = 22;

    /// <summary>Packs rows.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="width">The numbers in a row.</param>
    /// <param name="copyRow">Copies the row of an index into a span.</param>
    public static byte[] Pack(int count, int width, RowCopy copyRow)
    {
        var bytes = new byte[checked(count * width * sizeof(double))];
        var row = new double[width];
        for (var i = 0; i < count; i++)
        {
            copyRow(i, row);
            for (var column = 0; column < width; column++)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan((column * count + i) * sizeof(double)), row[column]);
        }
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, packed, out var length, Quality, Window)
            ? packed[..length]
            : throw new InvalidOperationException("The columns do not fit the buffer of the compressor.");
    }

    /// <summary>The rows of packed columns, one after the other.</summary>
    /// <param name="packed">What <see cref="Pack"/> gave.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="width">The numbers in a row.</param>
    /// <exception cref="FormatException">The bytes are not as many rows.</exception>
    public static double[] Unpack(ReadOnlySpan<byte> packed, int count, int width)
    {
        // A few bytes may claim to be gigabytes; Brotli makes of one byte at most some thousand.
        var size = (long)count * width * sizeof(double);
        if (count < 0 || width < 0 || size > int.MaxValue || size > 1024 + packed.Length * 100_000L)
            throw new FormatException($"{packed.Length} bytes are not {count} rows of {width} numbers.");
        var bytes = new byte[size];
        if (!BrotliDecoder.TryDecompress(packed, bytes, out var length) || length != size)
            throw new FormatException($"The columns are not {count} rows of {width} numbers.");
        var rows = new double[count * width];
        for (var column = 0; column < width; column++)
            for (var i = 0; i < count; i++)
                rows[i * width + column] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan((column * count + i) * sizeof(double)));
        return rows;
    }

    /// <summary>Copies a row of numbers.</summary>
    public delegate void RowCopy(int index, Span<double> row);
}
