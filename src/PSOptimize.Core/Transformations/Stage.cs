namespace PSOptimize.Transformations;

/// <summary>A run of transformations that need no whole-vector number of each other: one pass through memory.</summary>
internal abstract class Stage
{
    /// <summary>Reads the frame's input and writes the outgoing update; the last stage moves the point instead.</summary>
    public abstract void Run(StepFrame frame, bool last);

    public abstract Stage Append(Transformation next, int numbers, int slots);
}

/// <inheritdoc/>
internal sealed class Stage<TRule>(ILinks<TRule> links, int firstSlot) : Stage
    where TRule : struct, IRule
{
    public ILinks<TRule> Links => links;

    public int FirstSlot => firstSlot;

    public override Stage Append(Transformation next, int numbers, int slots) => next.Extend(this, numbers, slots);

    public override void Run(StepFrame frame, bool last)
    {
        var rule = links.Fold(frame);
        if (frame.Skipped) return;
        var input = frame.Input;
        if (last) frame.SquaredMove = Move(rule, frame.Old, frame.New, input, 0, input.Length);
        else Flow(rule, frame.Old, frame.New, input, frame.Buffer, 0, input.Length);
    }

    private void Flow(TRule rule, double[][] old, double[][] @new, double[] input, double[] output, int from, int to)
    {
        for (var i = from; i < to; i += Lanes.Count)
            Cell.Write(output, i, rule.Apply(Cell.Read(input, i), new Cell(old, @new, i, 1 + firstSlot)));
    }

    /// <summary>Writes the new point and returns the squared length of the move.</summary>
    private double Move(TRule rule, double[][] old, double[][] @new, double[] input, int from, int to)
    {
        var squares = Lanes.Zero;
        for (var i = from; i < to; i += Lanes.Count)
        {
            var cell = new Cell(old, @new, i, 1 + firstSlot);
            var before = cell.Point;
            var after = rule.Apply(Cell.Read(input, i), cell);
            cell.Move(after);
            var move = after - before;
            squares += move * move;
        }
        return Simd.Sum(squares);
    }
}
