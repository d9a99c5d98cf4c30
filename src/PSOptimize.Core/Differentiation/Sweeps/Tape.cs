using System.Runtime.CompilerServices;

namespace PSOptimize.Differentiation;

/// <summary>
/// The memory of one evaluation: a stack of the values that loops carried from iteration to iteration, and an arena of the series
/// that the program made. Each thread keeps its own, so that evaluations allocate nothing once it has grown.
/// </summary>
/// <remarks>
/// A series of the arena never changes. Appending to the newest one extends it in place, because nothing follows it yet; any other is
/// copied to the end first. A recomputed iteration begins at the same end of the arena and so puts the same series in the same
/// places, which is why an adjoint can live at the address of its value.
/// </remarks>
internal sealed class Tape
{
    /// <summary>A gigabyte: an endless loop must not exhaust the memory.</summary>
    private const int MostNumbers = 1 << 27;

    [ThreadStatic]
    private static Tape? _ofThisThread;

    [ThreadStatic]
    private static Tape[]? _ofTangents;

    private double[] _stack = new double[64];
    private int _depth;
    private double[] _arena = [];
    private double[] _adjoints = [];
    private int _end;
    private Interruption _interruption = Interruption.Current;

    /// <summary>This thread's tape, empty; null if it is not needed.</summary>
    public static Tape? Begin(bool isNeeded) => isNeeded ? (_ofThisThread ??= new Tape()).Emptied() : null;

    /// <summary>This thread's tapes for the tangents of the numbers on the other one; null if they are not needed.</summary>
    /// <remarks>A tangent lies at the address of its number.</remarks>
    public static Tape[]? BeginTangents(bool isNeeded, int directions)
    {
        if (!isNeeded)
            return null;
        var tapes = _ofTangents ?? [];
        if (tapes.Length < directions)
            _ofTangents = tapes = [.. tapes, .. Enumerable.Range(tapes.Length, directions - tapes.Length).Select(_ => new Tape())];
        for (var i = 0; i < directions; i++)
            tapes[i].Emptied();
        return tapes;
    }

    /// <summary>Called in every iteration of every loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CheckInterruption()
    {
        if (_interruption.IsRequested)
            throw Interrupted();
    }

    /// <summary>The reverse sweep begins: no series has an adjoint yet.</summary>
    [Linear]
    public void BeginReverse()
    {
        if (_adjoints.Length < _arena.Length)
            _adjoints = new double[_arena.Length];
        else
            Array.Clear(_adjoints, 0, _end);
    }

    [Linear, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(double value)
    {
        var stack = _stack;
        var depth = _depth;
        if ((uint)depth >= (uint)stack.Length)
            stack = GrowStack();
        stack[depth] = value;
        _depth = depth + 1;
    }

    [Linear, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Pop() => _stack[--_depth];

    public void PushWhole(int value) => Push(value);

    public int PopWhole() => (int)Pop();

    public void PushTruth(bool value) => Push(value ? 1 : 0);

    public bool PopTruth() => Pop() != 0;

    public void PushSlice(Slice slice)
    {
        Push(slice.Offset);
        Push(slice.Length);
    }

    public Slice PopSlice()
    {
        var length = PopWhole();
        return new Slice(PopWhole(), length);
    }

    /// <summary>Records where the next series begins.</summary>
    [Linear]
    public void PushEnd() => PushWhole(_end);

    /// <summary>Forgets the series made since.</summary>
    [Linear]
    public void PopEnd() => _end = PopWhole();

    public Slice Empty() => new(_end, 0);

    [Linear]
    public Slice Copy(ReadOnlySpan<double> values)
    {
        Reserve(values.Length);
        values.CopyTo(_arena.AsSpan(_end));
        var copy = new Slice(_end, values.Length);
        _end += values.Length;
        return copy;
    }

    [Linear]
    public Slice Append(Slice series, double value)
    {
        Reserve(series.Length + 1);
        if (series.Offset + series.Length != _end)
        {
            Array.Copy(_arena, series.Offset, _arena, _end, series.Length);
            series = new Slice(_end, series.Length);
            _end += series.Length;
        }

        _arena[_end++] = value;
        return new Slice(series.Offset, series.Length + 1);
    }

    [Linear]
    public Slice With(Slice series, int index, double value)
    {
        Reserve(series.Length);
        Array.Copy(_arena, series.Offset, _arena, _end, series.Length);
        var copy = new Slice(_end, series.Length);
        _end += series.Length;
        _arena[copy.Offset + index] = value;
        return copy;
    }

    [Linear, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Element(Slice series, int index) =>
        (uint)index < (uint)series.Length ? _arena[series.Offset + index] : throw SeriesAccess.PastTheEnd(index, series.Length);

    /// <summary>Hands a series over as the results of a map.</summary>
    [Linear]
    public void CopyTo(Slice series, Span<double> results)
    {
        if (series.Length != results.Length)
            throw new EvaluationException($"The series of the results has {series.Length} elements, not {results.Length}.");
        _arena.AsSpan(series.Offset, series.Length).CopyTo(results);
    }

    /// <summary>Adds the adjoint of an element to that of its series.</summary>
    [Linear]
    public void PullElement(Slice series, int index, double adjoint) => _adjoints[series.Offset + index] += adjoint;

    /// <summary>Takes the adjoint of the appended element, and hands on that of the earlier elements if they were copied.</summary>
    [Linear]
    public double PullAppend(Slice before, Slice after)
    {
        PullCopy(before, after);
        var last = after.Offset + before.Length;
        var adjoint = _adjoints[last];
        _adjoints[last] = 0;
        return adjoint;
    }

    /// <summary>Takes the adjoint of the replaced element and hands on that of the others.</summary>
    [Linear]
    public double PullWith(Slice before, int index, Slice after)
    {
        var replaced = after.Offset + index;
        var adjoint = _adjoints[replaced];
        _adjoints[replaced] = 0;
        PullCopy(before, after);
        return adjoint;
    }

    /// <summary>Hands the adjoint of a copy of the point to the gradient.</summary>
    [Linear]
    public void PullPoint(Slice copy, Span<double> gradient)
    {
        for (var i = 0; i < copy.Length; i++)
        {
            gradient[i] += _adjoints[copy.Offset + i];
            _adjoints[copy.Offset + i] = 0;
        }
    }

    private Tape Emptied()
    {
        _depth = 0;
        _end = 0;
        _interruption = Interruption.Current;
        return this;
    }

    private void PullCopy(Slice before, Slice after)
    {
        if (before.Offset == after.Offset)
            return;
        for (var i = 0; i < before.Length; i++)
        {
            _adjoints[before.Offset + i] += _adjoints[after.Offset + i];
            _adjoints[after.Offset + i] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OperationCanceledException Interrupted() => new("The evaluation was cancelled.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double[] GrowStack()
    {
        if (_stack.Length >= MostNumbers)
            throw new EvaluationException($"The gradient of a loop would have to remember {MostNumbers} numbers: does the loop end?");
        Array.Resize(ref _stack, 2 * _stack.Length);
        return _stack;
    }

    private void Reserve(int count)
    {
        if (_arena.Length - _end < count)
            Array.Resize(ref _arena, Math.Max(64, 2 * (_end + count)));
    }
}
