using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// A chain of transformations at work: it asks for value and gradient where it stands, and for what else the transformations need in the
/// step, and moves the point by what the chain makes of the gradient. The memory of its states are the slots and numbers of the
/// transformations, by name.
/// </summary>
internal sealed class ChainSolver(FirstOrderMethod method, Problem problem, Chain chain) : Solver(method, problem)
{
    private const Information Wanted = Information.Value | Information.Gradient;

    private CompiledChain? _compiled;

    internal override bool ToleratesNonFinite => method.NonFinite != NonFinitePolicy.Stop;

    public override Request Ask(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var query = new Query(state.Point, Wanted);
        var compiled = Compiled(state.Point.Count);
        if (compiled.HasNeeds)
        {
            var numbers = compiled.NumbersOf(state) ?? throw Foreign(compiled.Lacks(state), state);
            var needs = compiled.NeedsAt(state.Transition + 1, numbers);
            query = With(query, needs, state.Key, state.Transition, Vector.Allocate(state.Point.Count));
        }
        return Request.Of(new Draw(state.Key, state.Transition), query);
    }

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var request = Ask(state);
        var told = Validated(evaluations, request)[0];
        var compiled = Compiled(state.Point.Count);
        var frame = FrameOf(state, compiled, inPlace: false);
        frame.Number = state.Transition + 1;
        frame.Value = told.Value;
        frame.Gradient = told.Gradient.Cells;
        if (request.Span[0].Direction is { } direction) (frame.Direction, frame.HessianProduct) = (direction, told.HessianProduct);
        compiled.Run(frame);
        return compiled.StateOf(frame, state.Transition + 1, state.Iteration + (frame.Outcome == StepOutcome.Gathered ? 0 : 1));
    }

    public override Vector Answer(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var compiled = Compiled(state.Point.Count);
        return compiled.AnswerRow == 0 ? state.Point : state.Memory.Vectors[compiled.SlotNames[compiled.AnswerRow - 1]];
    }

    protected internal override State Begin(Vector point, Key key)
    {
        var start = Problem.Within?.Project(point) ?? point;
        var compiled = Compiled(start.Count);
        return compiled.StateOf(compiled.Begin(start, key), 0, 0);
    }

    internal override void Check(State state)
    {
        base.Check(state);
        FrameOf(state, Compiled(state.Point.Count), inPlace: false);
    }

    internal override Methods.Workspace Open(State state, int threads)
    {
        var compiled = Compiled(state.Point.Count);
        return new Workspace(compiled, FrameOf(state, compiled, inPlace: true), state, threads);
    }

    /// <summary>A query with what else is needed. The direction of a Hessian product is drawn from the key of the step.</summary>
    private static Query With(Query query, Information needs, Key key, long transition, Vector direction)
    {
        if ((needs & Information.HessianProduct) == 0) return query with { Wanted = query.Wanted | needs };
        key.Fold(transition + 1).Fold(-1).FillNormal(direction.Writable);
        return query with { Wanted = query.Wanted | needs, Direction = direction };
    }

    private CompiledChain Compiled(int dimension)
    {
        var compiled = _compiled;
        return compiled?.Dimension == dimension ? compiled : _compiled = chain.Compile(dimension);
    }

    private StepFrame FrameOf(State state, CompiledChain compiled, bool inPlace) =>
        compiled.FrameOf(state, inPlace) ?? throw Foreign(compiled.Lacks(state), state);

    /// <summary>
    /// A run in its own memory. Slots are written in place; the point goes to a place that holds neither the point that the step leaves (a
    /// diverging run keeps the last finite one) nor the best one.
    /// </summary>
    private sealed class Workspace : Methods.Workspace
    {
        private readonly CompiledChain _compiled;
        private readonly StepFrame _frame;
        private readonly List<(Vector Point, double[][] Rows)> _places;
        private readonly Vector _direction;

        public Workspace(CompiledChain compiled, StepFrame frame, State state, int threads)
        {
            (_compiled, _frame) = (compiled, frame);
            frame.Threads = threads;
            Show(state);
            Point = Vector.FromCells(frame.New[0], frame.Dimension);
            _places = [(Point, frame.New)];
            _direction = compiled.HasNeeds ? Vector.Allocate(frame.Dimension) : Vector.Empty;
            Queries = [QueryAt(Point)];
            Draw = new Draw(frame.Key, Transition);
        }

        public override Vector Answer =>
            _compiled.AnswerRow == 0 ? Point : Vector.Copy(_frame.New[_compiled.AnswerRow].AsSpan(0, _frame.Dimension));

        [MethodImpl(JitHints.FullyOptimized)]
        public override void Advance(EvaluationBuffer[] answers, Vector best)
        {
            var frame = _frame;
            var (point, rows) = FreePlace(best);
            frame.New = rows;
            frame.Number = Transition + 1;
            frame.Value = answers[0].Value;
            frame.Gradient = answers[0].GradientVector.Cells;
            if (_compiled.HasNeeds)
            {
                frame.Direction = Queries[0].Direction ?? Vector.Empty;
                frame.HessianProduct = frame.Direction.Count > 0 ? answers[0].HessianProductVector : Vector.Empty;
            }
            // A decomposition within a link may be interrupted: the transition counts once it is made.
            _compiled.Run(frame);
            frame.Old = rows;

            Transition++;
            Point = point;
            Queries[0] = _compiled.HasNeeds ? QueryAt(point) : new Query(point, Wanted);
            Draw = new Draw(frame.Key, Transition);
            Accepted = frame.Outcome == StepOutcome.Moved;
            if (frame.Outcome == StepOutcome.Gathered) return;
            Iteration++;
            StepNorm = frame.StepNorm;
            LearningRate = frame.LearningRate;
        }

        private Query QueryAt(Vector point)
        {
            var query = new Query(point, Wanted);
            return _compiled.HasNeeds
                ? With(query, _compiled.NeedsAt(Transition + 1, _frame.Numbers), _frame.Key, Transition, _direction)
                : query;
        }

        public override State ToState()
        {
            var iterate = new Iterate(Iteration, Vector.Copy(Point.AsSpan()), StepNorm: StepNorm, LearningRate: LearningRate);
            return new State(Transition, iterate, Accepted, _frame.Key, _compiled.MemoryOf(_frame, copied: true));
        }

        [MethodImpl(JitHints.FullyOptimized)]
        private (Vector Point, double[][] Rows) FreePlace(Vector best)
        {
            foreach (var place in CollectionsMarshal.AsSpan(_places))
                if (!ReferenceEquals(place.Point, Point) && !ReferenceEquals(place.Point, best)) return place;

            double[][] rows = [new double[_frame.New[0].Length], .. _frame.New[1..]];
            _places.Add((Vector.FromCells(rows[0], _frame.Dimension), rows));
            return _places[^1];
        }
    }
}
