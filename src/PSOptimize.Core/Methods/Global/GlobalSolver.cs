using PSOptimize.Constraints;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;
using Interruption = PSOptimize.Differentiation.Interruption;

namespace PSOptimize.Methods.Global;

/// <summary>
/// A global method at work: its trials, and between them the transitions of a local method, whose state lies within its own.
/// </summary>
internal sealed class GlobalSolver<TMemory> : Solver where TMemory : GlobalMemory
{
    private readonly GlobalMethod<TMemory> _method;
    private readonly Box _bounds;
    private readonly Solver _local;

    public GlobalSolver(GlobalMethod<TMemory> method, Problem problem, Box bounds) : base(method, problem) =>
        (_method, _bounds, _local) = (method, bounds, method.Local.Prepare(problem));

    internal override bool ToleratesNonFinite => true;

    public override Request Ask(State state) => Asked(Read(state), state);

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        Interruption.Current.ThrowIfRequested();
        var memory = Read(state);
        var request = Asked(memory, state);
        var told = Validated(evaluations, request);
        double[] values = [.. told.Select(evaluation => double.IsFinite(evaluation.Value) ? evaluation.Value : double.PositiveInfinity)];
        memory = Lowered(memory, request.Points, values) with { Step = memory.Step + 1 };
        var region = Region.Measured(_bounds, memory.Units);
        if (!memory.IsSearching)
        {
            var sampled = _method.Sampled(memory, values, region);
            var ends = _method.EndsIteration(sampled);
            return Written(state, ends ? GlobalMethod<TMemory>.Compared(sampled) : sampled, ends);
        }
        var (before, inner) = (state.Memory.Inner!, _local.Tell(state.Memory.Inner!, told));
        var verdict = _local.Verdict(inner);
        if (verdict is null && inner.Iteration < _method.LocalIterations && !IsLost(before, inner, told[0]))
            return Remembering(state, memory, inner);
        return Written(state, _method.Found(GlobalMethod<TMemory>.Compared(memory), verdict is Outcome.Converged, region), true);
    }

    public override Vector Answer(State state)
    {
        var memory = Read(state);
        return memory.LowValue < memory.Value ? memory.LowPoint : memory.Point;
    }

    protected internal override State Begin(Vector point, Key key)
    {
        var region = Region.Around(_bounds, point);
        var memory = _method.First(point, key, region) with { Units = region.Units };
        return new State(0, new Iterate(0, point), true, key, MemorySchema<TMemory>.Write(memory, Begun(memory)));
    }

    internal override void Check(State state)
    {
        base.Check(state);
        Demand(state, Read(state).Conditions());
        if (state.Memory.Inner is { } inner) _local.Check(inner);
    }

    internal override Outcome? Verdict(State state) =>
        Read(state) is var memory && double.IsFinite(memory.Value) ? _method.Verdict(memory) : null;

    private Request Asked(TMemory memory, State state) => memory.IsSearching
        ? _local.Ask(state.Memory.Inner!)
        : Request.Create(Information.Value, new Draw(memory.Key, memory.Step), [.. memory.Trials.AsSeq()]);

    private TMemory Read(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var memory = MemorySchema<TMemory>.Read(state);
        return memory is not null && memory.IsSearching == state.Memory.Inner is not null ? memory
            : throw Foreign($"its memory is not a {typeof(TMemory).Name}", state);
    }

    /// <summary>The memory with what new values say: the first of all, the lowest of the iteration, and that of the start.</summary>
    private static TMemory Lowered(TMemory memory, ReadOnlyCollection<Vector> points, double[] values)
    {
        var lowest = Array.IndexOf(values, values.Min());
        if (double.IsNaN(memory.FirstValue) && double.IsFinite(values[lowest]))
            memory = memory with { FirstValue = values.First(double.IsFinite) };
        if (memory.Step == 0) memory = memory with { Value = values[0] };
        return !(values[lowest] < memory.LowValue) ? memory
            : memory with { LowPoint = points[lowest], LowValue = values[lowest] };
    }

    /// <summary>Whether a local method that does not deal with numbers that are not finite is told such numbers where it stands.</summary>
    private bool IsLost(State before, State inner, Evaluation told)
    {
        var isFinite = double.IsFinite(told.Value) && (!told.Has(Information.Gradient) || told.Gradient.IsFinite());
        return !double.IsFinite(inner.StepNorm) || (!_local.ToleratesNonFinite && double.IsNaN(before.Value) && !isFinite);
    }

    /// <summary>The state at which the next local search begins; null if trials come first.</summary>
    private State? Begun(TMemory memory) => !memory.IsSearching ? null
        : _local.Begin(_bounds.Project(memory.From), memory.Key.Fold(memory.Step).Fold(-1));

    /// <summary>The state within a search.</summary>
    private static State Remembering(State state, TMemory memory, State? inner) => state with
    {
        Transition = memory.Step,
        Accepted = false,
        Iterate = state.Iterate with { Value = memory.Value },
        Memory = MemorySchema<TMemory>.Write(memory, inner),
    };

    /// <summary>The state after an iteration, or after trials within one.</summary>
    private State Written(State state, TMemory next, bool ends)
    {
        if (!ends) return Remembering(state, next, Begun(next));
        var step = (next.Point - state.Point).Norm();
        var iterate = new Iterate(state.Iteration + 1, next.Point, next.Value, double.NaN, step, next.LearningRate);
        next = next with { LowPoint = next.Point, LowValue = double.PositiveInfinity };
        return new State(next.Step, iterate, step > 0, state.Key, MemorySchema<TMemory>.Write(next, Begun(next)));
    }
}
