using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods.Chains;

/// <summary>The place of the elements that a rule works on: it gives their coordinates and their slots.</summary>
public readonly ref struct Cell
{
    // Row 0 is the point, then come the slots of all transformations of the chain. Old and new rows are the same arrays when
    // the step is made in place.
    private readonly double[][] _old;
    private readonly double[][] _new;
    private readonly int _row;
    private readonly int _index;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Cell(double[][] old, double[][] @new, int index, int row = 1)
    {
        _old = old;
        _new = @new;
        _row = row;
        _index = index;
    }

    /// <summary>The coordinates that the step leaves.</summary>
    public Lanes Point
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Read(_old[0], _index);
    }

    /// <summary>What the transformation remembers of these elements.</summary>
    /// <param name="slot">From 0 to the transformation's number of slots − 1.</param>
    public Lanes this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Read(_old[_row + slot], _index);
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Write(_new[_row + slot], _index, value);
    }

    /// <summary>The elements of a constant vector at this place, for example of a mask.</summary>
    /// <param name="vector">As long as the point.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Of(Vector vector) => Read(vector.Cells, _index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes Read(double[] cells) => Read(cells, _index);

    /// <summary>The same place, seen by a rule whose slots begin further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Cell After(int slots) => new(_old, _new, _index, _row + slots);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Move(Lanes point) => Write(_new[0], _index, point);

    // Every row is padded to whole registers and the loop steps by whole registers below that length: no bound can be crossed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes Read(double[] cells, int index) =>
        Simd.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(cells), (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Write(double[] cells, int index, Lanes value) =>
        Simd.StoreUnsafe(value, ref MemoryMarshal.GetArrayDataReference(cells), (nuint)index);
}
