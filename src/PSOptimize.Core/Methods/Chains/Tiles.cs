using System.Runtime.CompilerServices;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// The loop of a stage, cut into tiles that several threads may share. The squared length of the move is summed up by tile and the
/// tiles in order, so that not a bit depends on how many threads there are. It belongs to one frame and allocates nothing in a step.
/// </summary>
internal sealed class Tiles<TRule> : IThreadPoolWorkItem
    where TRule : struct, IRule
{
    private const int Size = 1 << 14;

    // Below this length waking another thread costs more than it brings.
    private const int Shared = 1 << 18;

    private readonly int _row;
    private readonly int _length;
    private readonly int _count;
    private readonly double[] _sums;

    private TRule _rule;
    private double[][] _old = [];
    private double[][] _new = [];
    private double[] _input = [];
    private double[]? _output;
    private int _next;
    private int _done;

    public Tiles(int length, int row)
    {
        (_length, _row) = (length, row);
        _count = (length + Size - 1) / Size;
        _sums = new double[_count];
        _next = _count;
    }

    /// <summary>Writes the outgoing update.</summary>
    public void Flow(in TRule rule, StepFrame frame) => Run(rule, frame, frame.Buffer);

    /// <summary>Writes the new point and returns the squared length of the move.</summary>
    public double Move(in TRule rule, StepFrame frame)
    {
        if (_count == 1) return Move(rule, frame.Old, frame.New, frame.Input, _row, 0, _length);
        Run(rule, frame, null);
        var sum = 0.0;
        foreach (var part in _sums) sum += part;
        return sum;
    }

    void IThreadPoolWorkItem.Execute() => Work();

    private void Run(in TRule rule, StepFrame frame, double[]? output)
    {
        (_rule, _old, _new, _input, _output) = (rule, frame.Old, frame.New, frame.Input, output);
        _done = 0;
        // From here on whoever takes a number works on this step. A helper that comes late finds none left and leaves.
        Volatile.Write(ref _next, 0);
        var threads = _length >= Shared ? Math.Min(frame.Threads, _count) : 1;
        for (var helper = 1; helper < threads; helper++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Work();
        var wait = new SpinWait();
        while (Volatile.Read(ref _done) < _count) wait.SpinOnce(sleep1Threshold: -1);
    }

    private void Work()
    {
        while (true)
        {
            var tile = Interlocked.Increment(ref _next) - 1;
            if ((uint)tile >= (uint)_count) return;
            var from = tile * Size;
            var to = Math.Min(from + Size, _length);
            if (_output is null) _sums[tile] = Move(_rule, _old, _new, _input, _row, from, to);
            else Flow(_rule, _old, _new, _input, _output, _row, from, to);
            Interlocked.Increment(ref _done);
        }
    }

    // The rule comes by value: its constants then stay in registers.
    [MethodImpl(JitHints.FullyOptimized)]
    private static void Flow(TRule rule, double[][] old, double[][] @new, double[] input, double[] output, int row, int from, int to)
    {
        for (var i = from; i < to; i += Lanes.Count)
            Cell.Write(output, i, rule.Apply(Cell.Read(input, i), new Cell(old, @new, i, row)));
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private static double Move(TRule rule, double[][] old, double[][] @new, double[] input, int row, int from, int to)
    {
        var squares = Lanes.Zero;
        for (var i = from; i < to; i += Lanes.Count)
        {
            var cell = new Cell(old, @new, i, row);
            var before = cell.Point;
            var after = rule.Apply(Cell.Read(input, i), cell);
            cell.Move(after);
            var move = after - before;
            squares += move * move;
        }
        return Simd.Sum(squares);
    }
}
