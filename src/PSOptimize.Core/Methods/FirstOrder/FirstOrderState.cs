using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Transformations;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>The state of a first-order method: the point, and what the transformations of its chain remember.</summary>
public sealed record FirstOrderState : State
{
    private readonly CompiledChain _chain;
    private readonly StepFrame _frame;

    // A run that owns the state keeps the point it leaves and the best one; its points take turns in these places.
    private List<(Vector Point, double[][] Rows)>? _places;
    private Request? _request;

    private FirstOrderState(CompiledChain chain, StepFrame frame, Key key)
        : base(Vector.Over(frame.New[0], frame.Dimension), key)
    {
        _chain = chain;
        _frame = frame;
    }

    internal FirstOrderState(Chain chain, Vector point, Key key) : this(chain.Compile(point.Count), point, key) { }

    private FirstOrderState(CompiledChain chain, Vector point, Key key) : this(chain, chain.Begin(point, key), key) { }

    /// <summary>The vectors that the transformations remember, in the order of <see cref="Chain.SlotNames"/>.</summary>
    public VectorList Slots
    {
        get => VectorList.OfSeq(_frame.New.Skip(1).Select(row => Vector.Over(row, _frame.Dimension)));
        private init
        {
            for (var slot = 0; slot < _frame.New.Length - 1; slot++) value[slot].AsSpan().CopyTo(_frame.New[slot + 1]);
        }
    }

    /// <summary>The numbers that the transformations remember, first to last.</summary>
    public Vector Numbers
    {
        get => Vector.Copy(_frame.Numbers);
        private init => value.AsSpan().CopyTo(_frame.Numbers);
    }

    /// <summary>The point that the chain recommends: where it stands, unless a transformation averages.</summary>
    internal Vector Answer => _chain.AnswerRow == 0 ? Point : Vector.Copy(_frame.New[_chain.AnswerRow].AsSpan(0, _frame.Dimension));

    internal Request Ask() => new(Wants.ValueAndGradient, new Draw(Key, Step), Point);

    /// <summary>The next state, in memory of its own.</summary>
    internal FirstOrderState Tell(Evaluation.ValueAndGradient told)
    {
        var rows = new double[_frame.New.Length][];
        for (var i = 0; i < rows.Length; i++) rows[i] = new double[_frame.New[i].Length];
        var frame = new StepFrame
        {
            Dimension = _frame.Dimension,
            Old = _frame.New,
            New = rows,
            Numbers = [.. _frame.Numbers],
            Key = Key,
        };
        Run(frame, told);
        frame.Old = rows;
        return new FirstOrderState(_chain, frame, Key).After(frame, Step);
    }

    /// <summary>
    /// The next state in the memory of this one, which is this one from now on. Slots are written in place; the point goes to
    /// a place that holds neither the point it leaves nor the best one.
    /// </summary>
    [MethodImpl(Hot.Path)]
    internal FirstOrderState Advance(Evaluation.ValueAndGradient told, Vector best)
    {
        var (point, rows) = FreePlace(best);
        _frame.New = rows;
        Run(_frame, told);
        _frame.Old = rows;
        Point = point;
        return After(_frame, Step);
    }

    [MethodImpl(Hot.Path)]
    private (Vector Point, double[][] Rows) FreePlace(Vector best)
    {
        _places ??= [(Point, _frame.New)];
        foreach (var place in CollectionsMarshal.AsSpan(_places))
            if (!ReferenceEquals(place.Point, Point) && !ReferenceEquals(place.Point, best)) return place;

        double[][] rows = [new double[_frame.New[0].Length], .. _frame.New[1..]];
        _places.Add((Vector.Over(rows[0], _frame.Dimension), rows));
        return _places[^1];
    }

    /// <summary>The request of a state that <see cref="Advance"/> goes on with: the same object each time.</summary>
    [MethodImpl(Hot.Path)]
    internal Request AskAgain() => _request is null ? _request = Ask() : _request.Reuse(Point, new Draw(Key, Step));

    [MethodImpl(Hot.Path)]
    private void Run(StepFrame frame, Evaluation.ValueAndGradient told)
    {
        frame.Number = Step + 1;
        frame.Value = told.Value;
        frame.Gradient = told.Gradient.Cells;
        _chain.Run(frame);
    }

    private FirstOrderState After(StepFrame frame, long step)
    {
        Step = step + 1;
        StepNorm = Math.Sqrt(frame.SquaredMove);
        LearningRate = frame.LearningRate;
        return this;
    }

    /// <summary>Whether both stand at the same point after as many steps and remember the same.</summary>
    public bool Equals(FirstOrderState? other) =>
        other is not null && Step == other.Step && Key == other.Key && Point.Equals(other.Point)
        && Numbers.Equals(other.Numbers) && Slots.Equals(other.Slots);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Step, Key, Point, Numbers);
}
