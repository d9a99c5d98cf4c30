using System.Globalization;
using System.Runtime.CompilerServices;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Chains;

/// <summary>A chain cut into stages, each a single loop, with the layout of what it remembers.</summary>
internal sealed class CompiledChain
{
    private readonly Place[] _places;
    private readonly Stage[] _stages;
    private readonly int _numbers;

    public CompiledChain(IReadOnlyList<Transformation> links, int dimension)
    {
        Dimension = dimension;
        var updates = links.TakeWhile(link => !link.ActsOnPoint);
        var points = links.SkipWhile(link => !link.ActsOnPoint);
        Transformation[] all = updates.LastOrDefault()?.AsMove() is { } move
            ? [.. updates.SkipLast(1), move, .. points]
            : [.. updates, new MoveBy(), .. points];
        _places = [.. Placed(all, dimension)];

        var stages = new List<Stage>();
        foreach (var place in _places)
        {
            if (stages.Count > 0 && !place.Link.NeedsWhole) stages[^1] = stages[^1].Append(place.Link, place);
            else stages.Add(place.Link.Open(place));
            if (place.Link.AnswerSlot is { } answer) AnswerRow = 1 + place.FirstSlot + answer;
        }
        _stages = [.. stages];
        SlotNames = [.. _places.SelectMany(place => place.Link.SlotNames.Select(slot => $"{place.Name}.{slot}"))];
        _numbers = _places.Sum(place => place.NumberCount);
        HasNeeds = Array.Exists(_places, place => place.Link.Needs != Information.None);
    }

    /// <summary>Whether a link ever needs to know more than value and gradient.</summary>
    public bool HasNeeds { get; }

    /// <summary>The number of coordinates.</summary>
    public int Dimension { get; }

    /// <summary>The names of the slots, in the order of the rows.</summary>
    public string[] SlotNames { get; }

    /// <summary>The row that holds the recommended point: the point itself, or the slot of a transformation that averages.</summary>
    public int AnswerRow { get; }

    /// <summary>The frame of a first step from a point.</summary>
    public StepFrame Begin(Vector point, Key key)
    {
        var rows = NewRows(point.Cells.Length);
        point.AsSpan().CopyTo(rows[0]);
        var numbers = new double[_numbers];
        foreach (var place in _places)
        {
            var own = rows[(1 + place.FirstSlot)..(1 + place.FirstSlot + place.SlotCount)];
            Memory<double>[] slots = [.. own.Select(row => row.AsMemory(0, point.Count))];
            place.Link.Begin(point, slots, numbers.AsSpan(place.FirstNumber, place.NumberCount));
        }
        return new StepFrame { Dimension = point.Count, Old = rows, New = rows, Numbers = numbers, Key = key };
    }

    /// <summary>What the links need to know in a step, beside value and gradient.</summary>
    public Information NeedsAt(long number, ReadOnlySpan<double> numbers)
    {
        var needs = Information.None;
        foreach (var place in _places)
        {
            needs |= place.Link.NeedsAt(number);
            if (place.Link.Behind(number, numbers.Slice(place.FirstNumber, place.NumberCount)) is not { } behind) break;
            number = behind;
        }
        return needs;
    }

    /// <summary>
    /// The frame of a step from a state; null if the state is not of such a chain. In place it writes into copies of its vectors, else
    /// beside them.
    /// </summary>
    public StepFrame? FrameOf(State state, bool inPlace)
    {
        var memory = state.Memory;
        if (memory.Vectors.Count != SlotNames.Length + _places.Count(place => place.HasVectorOfNumbers)) return null;
        var old = new double[1 + SlotNames.Length][];
        old[0] = state.Point.Cells;
        for (var slot = 0; slot < SlotNames.Length; slot++)
        {
            if (!memory.Vectors.TryGetValue(SlotNames[slot], out var vector) || vector.Count != Dimension) return null;
            old[1 + slot] = vector.Cells;
        }
        if (NumbersOf(state) is not { } numbers) return null;
        if (inPlace) old = [.. old.Select(row => (double[])row.Clone())];
        return new StepFrame
        {
            Dimension = Dimension, Old = old, New = inPlace ? old : NewRows(old[0].Length), Numbers = numbers, Key = state.Key,
            StepNorm = state.StepNorm, LearningRate = state.LearningRate,
        };
    }

    /// <summary>What the links remember in numbers; null if the state is not of such a chain.</summary>
    public double[]? NumbersOf(State state)
    {
        var memory = state.Memory;
        var numbers = new double[_numbers];
        var named = 0;
        foreach (var place in _places)
        {
            var own = numbers.AsSpan(place.FirstNumber, place.NumberCount);
            if (place.HasVectorOfNumbers)
            {
                if (!memory.Vectors.TryGetValue(place.NumberName(0), out var vector) || vector.Count != own.Length) return null;
                vector.AsSpan().CopyTo(own);
                continue;
            }
            for (var i = 0; i < own.Length; i++)
                if (!memory.Numbers.TryGetValue(place.NumberName(i), out own[i])) return null;
            named += own.Length;
        }
        return named == memory.Numbers.Count ? numbers : null;
    }

    /// <summary>Why a state is not of such a chain.</summary>
    public string Lacks(State state)
    {
        var numberNames = _places.SelectMany(place =>
            Enumerable.Range(0, place.HasVectorOfNumbers ? 1 : place.NumberCount).Select(place.NumberName));
        var wanted = SlotNames.Concat(numberNames).ToHashSet();
        var there = state.Memory.Vectors.Keys.Concat(state.Memory.Numbers.Keys).ToHashSet();
        return wanted.Except(there).FirstOrDefault() is { } missing ? $"it has no {missing}"
            : there.Except(wanted).FirstOrDefault() is { } more ? $"it has {more}, which the method does not know"
            : state.Memory.Inner is not null ? "it holds the state of another method"
            : $"its vectors are not of {Dimension} elements";
    }

    /// <summary>The state after the step of a frame.</summary>
    public State StateOf(StepFrame frame, long transition, long iteration)
    {
        var point = Vector.FromCells(frame.New[0], Dimension);
        var iterate = new Iterate(iteration, point, StepNorm: frame.StepNorm, LearningRate: frame.LearningRate);
        return new State(transition, iterate, frame.Outcome == StepOutcome.Moved, frame.Key, MemoryOf(frame, copied: false));
    }

    /// <summary>What the transformations remember after the step of a frame.</summary>
    public Memory MemoryOf(StepFrame frame, bool copied)
    {
        var vectors = SlotNames.Select((name, slot) => KeyValuePair.Create(name,
            copied ? Vector.Copy(frame.New[1 + slot].AsSpan(0, Dimension)) : Vector.FromCells(frame.New[1 + slot], Dimension)));
        var matrices = _places.Where(place => place.HasVectorOfNumbers)
            .Select(place => KeyValuePair.Create(
                place.NumberName(0), Vector.Copy(frame.Numbers.AsSpan(place.FirstNumber, place.NumberCount))));
        var numbers = _places.Where(place => !place.HasVectorOfNumbers).SelectMany(place => Enumerable.Range(0, place.NumberCount)
            .Select(i => KeyValuePair.Create(place.NumberName(i), frame.Numbers[place.FirstNumber + i])));
        return Memory.Of(vectors.Concat(matrices), numbers);
    }

    /// <summary>Makes the step that the frame describes.</summary>
    [MethodImpl(JitHints.FullyOptimized)]
    public void Run(StepFrame frame)
    {
        var (rate, outcome) = (frame.LearningRate, StepOutcome.Moved);
        frame.Input = frame.Gradient;
        frame.LearningRate = double.NaN;
        frame.Outcome = StepOutcome.Moved;
        for (var i = 0; i < _stages.Length; i++)
        {
            _stages[i].Run(frame, i, last: i == _stages.Length - 1);
            outcome = frame.Outcome;
            if (outcome != StepOutcome.Moved) break;
            if (i < _stages.Length - 1) frame.Input = frame.Buffer;
        }
        if (outcome == StepOutcome.Moved)
        {
            frame.StepNorm = Math.Sqrt(frame.SquaredMove);
            return;
        }
        Stay(frame);
        // A gathered update changes nothing of the iterate, the rate that is shown with it included.
        if (outcome == StepOutcome.Gathered) frame.LearningRate = rate;
        else frame.StepNorm = 0;
    }

    /// <summary>A step that a link has ended: the point and the slots behind that link stay as they were.</summary>
    private static void Stay(StepFrame frame)
    {
        Keep(frame, 0);
        for (var row = frame.KeptFrom; row < frame.Old.Length; row++) Keep(frame, row);
    }

    private static void Keep(StepFrame frame, int row)
    {
        if (!ReferenceEquals(frame.Old[row], frame.New[row])) frame.Old[row].CopyTo(frame.New[row]);
    }

    private double[][] NewRows(int length) => [.. Enumerable.Range(0, 1 + SlotNames.Length).Select(_ => new double[length])];

    /// <summary>Where each link finds its slots and numbers. Links of one kind are told apart by a number.</summary>
    private static IEnumerable<Place> Placed(Transformation[] links, int dimension)
    {
        var (slots, numbers) = (0, 0);
        var seen = new Dictionary<string, int>();
        foreach (var link in links)
        {
            var count = seen[link.Name] = seen.GetValueOrDefault(link.Name) + 1;
            var name = count == 1 ? link.Name : string.Create(CultureInfo.InvariantCulture, $"{link.Name}({count})");
            yield return new Place(link, name, slots, link.SlotNames.Count, numbers, link.NumberCount(dimension));
            slots += link.SlotNames.Count;
            numbers += link.NumberCount(dimension);
        }
    }
}
