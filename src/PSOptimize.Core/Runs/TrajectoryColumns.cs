using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace PSOptimize.Runs;

/// <summary>Rows of numbers as compressed columns, and back.</summary>
internal static class TrajectoryColumns
{
    // Brotli's level 1 gains 5 percent and takes half as long again; those above 4 gain a few percent and take ten times as long.
    private const int Quality = 0;
    private const int Window = 22;

    /// <summary>Packs rows.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="width">The numbers in a row.</param>
    /// <param name="copyRow">Copies the row of an index into a span.</param>
    public static byte[] Pack(int count, int width, RowCopy copyRow)
    {
        var size = checked(count * width);
        var columns = ArrayPool<double>.Shared.Rent(size);
        var packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(checked(size * sizeof(double))));
        try
        {
            var row = new double[width];
            for (var i = 0; i < count; i++)
            {
                copyRow(i, row);
                for (var column = 0; column < row.Length; column++) columns[column * count + i] = row[column];
            }
            return BrotliEncoder.TryCompress(LittleEndian(columns.AsSpan(0, size)), packed, out var length, Quality, Window)
                ? packed[..length]
                : throw new InvalidOperationException("The columns do not fit the buffer of the compressor.");
        }
        finally
        {
            ArrayPool<double>.Shared.Return(columns);
            ArrayPool<byte>.Shared.Return(packed);
        }
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
        var columns = new double[count * width];
        if (!BrotliDecoder.TryDecompress(packed, MemoryMarshal.AsBytes(columns.AsSpan()), out var length) || length != size)
            throw new FormatException($"The columns are not {count} rows of {width} numbers.");
        LittleEndian(columns);
        var rows = new double[columns.Length];
        for (var column = 0; column < width; column++)
            for (var i = 0; i < count; i++) rows[i * width + column] = columns[column * count + i];
        return rows;
    }

    /// <summary>The bytes of numbers, which are changed in place where the machine has another order; and back.</summary>
    private static Span<byte> LittleEndian(Span<double> numbers)
    {
        var bits = MemoryMarshal.Cast<double, long>(numbers);
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(bits, bits);
        return MemoryMarshal.AsBytes(bits);
    }

    /// <summary>Copies a row of numbers.</summary>
    public delegate void RowCopy(int index, Span<double> row);
}
