using System.Runtime.CompilerServices;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Transformations;

/// <summary>A chain cut into stages, each a single loop, with the layout of what it remembers.</summary>
internal sealed class CompiledChain
{
    private readonly Transformation[] _links;
    private readonly Stage[] _stages;

    public CompiledChain(IReadOnlyList<Transformation> links, int dimension)
    {
        var updates = links.TakeWhile(link => !link.ActsOnPoint);
        var points = links.SkipWhile(link => !link.ActsOnPoint);
        _links = updates.LastOrDefault() is ScaleByLearningRate rate
            ? [.. updates.SkipLast(1), new MoveAtRate(rate), .. points]
            : [.. updates, new MoveBy(), .. points];

        var stages = new List<Stage>();
        foreach (var link in _links)
        {
            if (stages.Count > 0 && !link.NeedsWhole) stages[^1] = stages[^1].Append(link, Numbers, Slots);
            else stages.Add(link.Open(Numbers, Slots));
            if (link.AnswerSlot is { } answer) AnswerRow = 1 + Slots + answer;
            Slots += link.SlotNames.Count;
            Numbers += link.NumberCount(dimension);
        }
        _stages = [.. stages];
    }

    public int Slots { get; }

    public int Numbers { get; }

    /// <summary>The row that holds the recommended point: the point itself, or the slot of a transformation that averages.</summary>
    public int AnswerRow { get; }

    /// <summary>The frame of a first step from a point.</summary>
    public StepFrame Begin(Vector point, Key key)
    {
        var rows = new double[1 + Slots][];
        for (var row = 0; row < rows.Length; row++) rows[row] = new double[point.Cells.Length];
        point.AsSpan().CopyTo(rows[0]);
        var numbers = new double[Numbers];
        int firstSlot = 1, firstNumber = 0;
        foreach (var link in _links)
        {
            Memory<double>[] slots = [.. rows[firstSlot..(firstSlot + link.SlotNames.Count)].Select(row => row.AsMemory(0, point.Count))];
            link.Begin(point, slots, numbers.AsSpan(firstNumber, link.NumberCount(point.Count)));
            firstSlot += link.SlotNames.Count;
            firstNumber += link.NumberCount(point.Count);
        }
        return new StepFrame
        {
            Dimension = point.Count,
            Old = rows,
            New = rows,
            Numbers = numbers,
            Key = key,
        };
    }

    /// <summary>Makes the step that the frame describes.</summary>
    [MethodImpl(Hot.Path)]
    public void Run(StepFrame frame)
    {
        frame.Input = frame.Gradient;
        frame.LearningRate = double.NaN;
        frame.Skipped = false;
        for (var i = 0; i < _stages.Length; i++)
        {
            _stages[i].Run(frame, i, last: i == _stages.Length - 1);
            if (frame.Skipped)
            {
                Stay(frame);
                return;
            }
            if (i < _stages.Length - 1) frame.Input = frame.Buffer;
        }
    }

    /// <summary>A skipped step: the point and the slots behind the link that skips stay as they were.</summary>
    private static void Stay(StepFrame frame)
    {
        frame.SquaredMove = 0;
        Keep(frame, 0);
        for (var row = frame.KeptFrom; row < frame.Old.Length; row++) Keep(frame, row);
    }

    private static void Keep(StepFrame frame, int row)
    {
        if (!ReferenceEquals(frame.Old[row], frame.New[row])) frame.Old[row].CopyTo(frame.New[row]);
    }
}
