using PSOptimize.Methods.Searches;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// A search times a descent. Each transition is one trial of the search; one that is good enough is the next iterate, and the descent
/// learns from it.
/// </summary>
internal sealed class LineSearchSolver(LineSearchMethod method, Problem problem) : Solver(method, problem)
{
    private readonly Descent _descent = LineSearchMethod.DescentOf(method);

    public override Request Ask(State state) => Request.Create(Method.Needs, default, Trial(state, Read(state)));

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var memory = Read(state);
        var trial = Trial(state, memory);
        var told = Validated(evaluations, Request.Create(Method.Needs, default, trial))[0];
        state = state with { Transition = state.Transition + 1, Accepted = false };
        if (!IsSearching(state, memory)) return Started(state, memory, told);
        var gradient = told.Gradient.Times(memory.Sizes);
        if (memory.Stage == Stage.Doubting) return Doubted(state, memory, trial, told, gradient);
        var line = method.Search.Next(memory.Line, told.Value, gradient.Dot(memory.Direction));
        memory = memory with { Line = line };
        return line.Phase switch
        {
            LinePhase.Searching => Remembering(state, memory),
            LinePhase.Found => Moved(state, memory, trial, told, gradient),
            LinePhase.Failed => GivenUp(state, memory),
            _ => Remembering(state, memory with { Stage = Stage.Unbounded }),
        };
    }

    protected internal override State Begin(Vector point, Key key)
    {
        if (Problem.Within is { } set) point = set.Project(point);
        var memory = SearchMemory.At(point, _descent.Nothing(point.Count));
        return new State(0, new Iterate(0, point), true, key, memory.Written(_descent.Names));
    }

    internal override void Check(State state)
    {
        base.Check(state);
        var memory = Read(state);
        Demand(state, memory.Conditions(state.Point.Count));
        Demand(state,
        [
            (state.Point.IsFinite(), nameof(State.Point)), (_descent.Allows(memory.Known, state.Point.Count), _descent.Names[0]),
        ]);
    }

    internal override Outcome? Verdict(State state)
    {
        var memory = Read(state);
        if (double.IsNaN(state.Value)) return null;
        var share = memory.Travel.Share(state.Point.Over(memory.Sizes), memory.Direction);
        return memory.Stage == Stage.Converged
            ? new Outcome.Converged("NextStep", share, method.Tolerance)
            : Endings.OutcomeOf(memory.Stage, state, -memory.Line.Start.Slope / 2, memory.Line.Low.Value);
    }

    private static bool IsSearching(State state, SearchMemory memory) =>
        !double.IsNaN(state.Value) && memory.Stage is Stage.Searching or Stage.Doubting;

    private SearchMemory Read(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return SearchMemory.Read(state, _descent.Names, out var missing) ?? throw Foreign($"it has no {missing}", state);
    }

    private State Remembering(State state, SearchMemory memory) => state with { Memory = memory.Written(_descent.Names) };

    /// <summary>The point that is tried; where the state stands if that is not known yet.</summary>
    private Vector Trial(State state, SearchMemory memory)
    {
        if (!IsSearching(state, memory)) return state.Point;
        var step = memory.Stage == Stage.Searching
            ? memory.Line.Step * memory.Direction
            : Looks.Way(PlaceOf(state, memory), memory.Travel, method.FirstStep, (int)memory.Doubts);
        return Bounds.Kept(Problem, state.Point + memory.Sizes.Times(step), memory.Sizes);
    }

    /// <summary>The state once the value where it stands is known: it begins a search, and knows nothing of the curvature.</summary>
    private State Started(State state, SearchMemory memory, Evaluation told)
    {
        if (!double.IsFinite(told.Value) || !told.Gradient.IsFinite()) return state;
        var point = state.Point.Over(memory.Sizes);
        return Searching(
            state with { Iterate = state.Iterate with { Value = told.Value, GradientNorm = told.Gradient.Norm() } },
            memory with
            {
                Gradient = told.Gradient.Times(memory.Sizes),
                Known = _descent.Nothing(point.Count),
                Travel = double.IsNaN(memory.Travel.FirstValue) ? new Travel(point, point, told.Value) : memory.Travel,
            });
    }

    /// <summary>The state at the next iterate.</summary>
    private State Moved(State state, SearchMemory memory, Vector point, Evaluation told, Vector gradient)
    {
        var (from, to) = (state.Point.Over(memory.Sizes), point.Over(memory.Sizes));
        var iterate = new Iterate(
            state.Iteration + 1, point, told.Value, told.Gradient.Norm(), (point - state.Point).Norm(), memory.Line.Step);
        var next = Searching(
            state with { Accepted = true, Iterate = iterate },
            memory with
            {
                Gradient = gradient,
                Known = _descent.After(memory.Known, to - from, gradient - memory.Gradient),
                Travel = memory.Travel.To(to),
            });
        // A step that is no more than rounding of the coordinates is no progress.
        var isLost = memory.Travel.Share(from, to - from) == 0 && Read(next).Stage == Stage.Searching;
        return isLost ? Remembering(next, Read(next) with { Stage = Stage.Stalled }) : next;
    }

    /// <summary>The state that begins a search from where it stands.</summary>
    private State Searching(State state, SearchMemory memory)
    {
        var place = PlaceOf(state, memory);
        var isNew = _descent.IsNothing(memory.Known);
        var direction = isNew ? Downhill(place, FirstLength(memory)) : _descent.Step(memory.Known, place);
        var slope = memory.Gradient.Dot(direction);
        if (!isNew && !(direction.IsFinite() && slope <= 0))
            return Searching(state, memory with { Known = _descent.Nothing(direction.Count) });
        var isLevel = memory.Travel.IsLevel(state.Value, place.Point, place.Feasible(-place.Gradient));
        var looks = Looks.Enough(direction.Count, isLevel);
        var seemsConverged = slope == 0 || (!isNew && memory.Travel.Share(place.Point, direction) <= method.Tolerance
            && memory.Travel.IsNegligible(state.Value, -slope / 2));
        return Remembering(state, memory with
        {
            Direction = direction,
            Line = Line.From(state.Value, slope, 1, place.Limit(direction)),
            Doubts = seemsConverged ? memory.Doubts : 0,
            Stage = !seemsConverged ? Stage.Searching : memory.Doubts >= looks ? Stage.Converged : Stage.Doubting,
        });
    }

    /// <summary>
    /// The state after a look beyond. Where the gradient is 0, it shows whether it is anything else nearby.
    /// </summary>
    private State Doubted(State state, SearchMemory memory, Vector point, Evaluation told, Vector gradient)
    {
        if (!double.IsFinite(told.Value) || !gradient.IsFinite()) return Remembering(state, memory with { Stage = Stage.Converged });
        if (told.Value < state.Value - memory.Line.Rounding)
            return Moved(state, memory with { Stage = Stage.Searching, Doubts = 0 }, point, told, gradient);
        if (told.Value == state.Value && gradient.Norm() == 0 && memory.Gradient.Norm() == 0)
            return Remembering(state, memory with { Stage = Stage.Flat });
        var way = (point - state.Point).Over(memory.Sizes);
        return Searching(state, memory with
        {
            Known = _descent.After(memory.Known, way, gradient - memory.Gradient),
            Doubts = memory.Doubts + 1,
        });
    }

    /// <summary>The state after a search without success: it forgets what it knows of the curvature, or nothing more can be done.</summary>
    private State GivenUp(State state, SearchMemory memory)
    {
        var promised = -memory.Line.Start.Slope / 2;
        if (!_descent.IsNothing(memory.Known) && promised > memory.Line.Rounding)
            return Searching(state, memory with { Known = _descent.Nothing(state.Point.Count) });
        var isRounding = promised <= memory.Line.Rounding || memory.Travel.IsRounding(state.Value, promised);
        return Remembering(state, memory with { Stage = isRounding ? Stage.Stalled : Stage.NoDescent });
    }

    private Place PlaceOf(State state, SearchMemory memory) => Bounds.PlaceOf(Problem, state.Point, memory.Sizes, memory.Gradient);

    /// <summary>The length of a step of which nothing is known: that of the method at first, later that of the last step.</summary>
    private double FirstLength(SearchMemory memory)
    {
        var length = memory.Direction.Norm() * (memory.Line.Phase == LinePhase.Failed ? 0.01 : memory.Line.Step);
        return length > 0 ? length : method.FirstStep;
    }

    /// <summary>A step of a length against the gradient, shorter if it ends at bounds.</summary>
    private static Vector Downhill(Place place, double length)
    {
        var norm = place.Feasible(-place.Gradient).Norm();
        return norm == 0 ? Vector.Zero(place.Point.Count) : place.Clipped(place.Point - length / norm * place.Gradient) - place.Point;
    }
}
