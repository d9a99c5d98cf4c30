using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>A method without gradients at work: it asks for the values of its trials.</summary>
internal sealed class TrialSolver<TMemory>(DerivativeFreeMethod<TMemory> method, Problem problem, Box bounds) : Solver(method, problem)
    where TMemory : TrialMemory
{
    internal override bool ToleratesNonFinite => true;

    public override Request Ask(State state) => Asked(Read(state));

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var memory = Read(state);
        var told = Validated(evaluations, Asked(memory));
        return Written(memory, Next(memory, [.. told.Select(evaluation => evaluation.Value)]), state);
    }

    public override Vector Answer(State state) => method.Answer(Read(state));

    /// <exception cref="ArgumentException">The start lies outside the bounds, or has another number of coordinates.</exception>
    protected internal override State Begin(Vector point, Key key)
    {
        var region = Region.Around(bounds, point);
        var memory = method.First(point, key, region) with { Units = region.Units };
        return new State(0, new Iterate(0, point), true, key, MemorySchema<TMemory>.Write(memory));
    }

    internal override void Check(State state)
    {
        base.Check(state);
        Demand(state, Read(state).Conditions());
    }

    internal override Outcome? Verdict(State state) => VerdictOf(Read(state));

    internal override Methods.Workspace Open(State state, int threads) => new Workspace(this, Read(state), state);

    /// <summary>Of one function: another batch at each step has no minimum to be at.</summary>
    private Outcome? VerdictOf(TMemory memory) =>
        double.IsFinite(memory.Value) && Problem.Objective.StepsPerEpoch <= 1 ? method.Verdict(memory) : null;

    private static Request Asked(TMemory memory) =>
        Request.Create(Information.Value, new Draw(memory.Key, memory.Step), [.. memory.Trials.AsSeq()]);

    private TMemory Read(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Memory.Inner is null && MemorySchema<TMemory>.Read(state) is { } memory ? memory
            : throw Foreign($"its memory is not a {typeof(TMemory).Name}", state);
    }

    private TMemory Next(TMemory memory, double[] values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) values[i] = double.PositiveInfinity;
        return method.Next(Begun(memory, values), values, Region.Measured(bounds, memory.Units)) with { Step = memory.Step + 1 };
    }

    private static TMemory Begun(TMemory memory, double[] values) => double.IsFinite(memory.FirstValue)
        ? memory
        : memory with { FirstValue = values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).First() };

    private State Written(TMemory before, TMemory next, State state)
    {
        var ended = method.EndsIteration(next);
        var step = ended ? (next.Point - before.Point).Norm() : state.StepNorm;
        return new State(
            next.Step,
            new Iterate(state.Iteration + (ended ? 1 : 0), next.Point, next.Value, double.NaN, step, next.LearningRate),
            IsAccepted(before, next, ended), next.Key, MemorySchema<TMemory>.Write(next));
    }

    private bool IsAccepted(TMemory before, TMemory next, bool ended) =>
        ended && (method.AlwaysMoves || !(ReferenceEquals(next.Point, before.Point) || next.Point.Equals(before.Point)));

    /// <summary>A run that keeps the record as it is, and writes it as a state only when it is asked for one.</summary>
    private sealed class Workspace : Methods.Workspace
    {
        private readonly TrialSolver<TMemory> _solver;
        private TMemory _memory;

        public Workspace(TrialSolver<TMemory> solver, TMemory memory, State state)
        {
            (_solver, _memory) = (solver, memory);
            Show(state);
            Request();
            Verdict = solver.VerdictOf(memory);
        }

        public override Vector Answer => _solver.Method is DerivativeFreeMethod<TMemory> method ? method.Answer(_memory) : Point;

        public override void Advance(EvaluationBuffer[] answers, Vector best)
        {
            var before = _memory;
            _memory = _solver.Next(before, [.. answers.Select(answer => answer.Value)]);
            Request();
            Verdict = _solver.VerdictOf(_memory);
            var ended = _solver.EndsIteration(_memory);
            Accepted = _solver.IsAccepted(before, _memory, ended);
            (Transition, Point, Value, LearningRate) = (_memory.Step, _memory.Point, _memory.Value, _memory.LearningRate);
            if (!ended) return;
            Iteration++;
            StepNorm = (Point - before.Point).Norm();
        }

        public override State ToState() => new(
            Transition, new Iterate(Iteration, Point, Value, double.NaN, StepNorm, LearningRate), Accepted,
            _memory.Key, MemorySchema<TMemory>.Write(_memory));

        private void Request()
        {
            var trials = _memory.Trials;
            Draw = new Draw(_memory.Key, _memory.Step);
            if (Queries.Length != trials.Count) Queries = new Query[trials.Count];
            for (var i = 0; i < Queries.Length; i++) Queries[i] = new Query(trials[i], Information.Value);
        }
    }

    private bool EndsIteration(TMemory memory) => method.EndsIteration(memory);
}
