using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Transformations;

/// <summary>A chain cut into stages, each a single loop, with the layout of what it remembers.</summary>
internal sealed class CompiledChain
{
    private readonly Transformation[] _links;
    private readonly Stage[] _stages;

    public CompiledChain(IReadOnlyList<Transformation> links)
    {
        var updates = links.TakeWhile(link => !link.ActsOnPoint);
        var points = links.SkipWhile(link => !link.ActsOnPoint);
        _links = [.. updates, new MoveBy(), .. points];

        var stages = new List<Stage>();
        foreach (var link in _links)
        {
            if (stages.Count > 0 && !link.NeedsWhole) stages[^1] = stages[^1].Append(link, Numbers, Slots);
            else stages.Add(link.Open(Numbers, Slots));
            Slots += link.SlotNames.Count;
            Numbers += link.NumberNames.Count;
        }
        // A first stage that needs the whole update finds the gradient there: an empty stage copies it.
        if (_links[0].NeedsWhole) stages.Insert(0, new Stage<Pass>(new PassLinks(), 0));
        _stages = [.. stages];
    }

    public int Slots { get; }

    public int Numbers { get; }

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
            link.Begin(point, slots, numbers.AsSpan(firstNumber, link.NumberNames.Count));
            firstSlot += link.SlotNames.Count;
            firstNumber += link.NumberNames.Count;
        }
        return new StepFrame
        {
            Dimension = point.Count,
            Old = rows,
            New = rows,
            Numbers = numbers,
            Update = NewUpdate(point.Cells.Length),
            Key = key,
        };
    }

    /// <summary>Memory for what flows between two stages.</summary>
    public double[] NewUpdate(int length) => _stages.Length > 1 ? new double[length] : [];

    /// <summary>Makes the step that the frame describes.</summary>
    public void Run(StepFrame frame)
    {
        var input = frame.Gradient;
        for (var i = 0; i < _stages.Length; i++)
        {
            _stages[i].Run(frame, input, last: i == _stages.Length - 1);
            input = frame.Update;
        }
    }

    private readonly struct Pass : IRule
    {
        public static int Slots => 0;

        public Lanes Apply(Lanes update, Cell cell) => update;
    }

    private sealed class PassLinks : ILinks<Pass>
    {
        public Pass Fold(StepFrame frame) => default;
    }
}
