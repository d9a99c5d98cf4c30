using PSOptimize.Constraints;
using PSOptimize.Methods.Searches;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// A search times a descent. Each transition is one trial of the search; one that is good enough is the next iterate, and the descent learns
/// from it. In the memory all vectors are in coordinates divided by <see cref="Sizes"/>.
/// </summary>
internal sealed class LineSearchSolver(LineSearchMethod method, Problem problem) : Solver(method, problem)
{
    private const string Sizes = nameof(Sizes);
    private const string Gradient = nameof(Gradient);
    private const string Direction = nameof(Direction);
    private const string Lowest = nameof(Lowest);
    private const string Highest = nameof(Highest);
    private const string FirstValue = nameof(FirstValue);
    private const string Ended = nameof(Ended);

    private static readonly string[] Own = [Sizes, Gradient, Direction, Lowest, Highest];

    private readonly Descent _descent = LineSearchMethod.DescentOf(method);

    public override Request Ask(State state)
    {
        Check(state);
        return Request.Create(Method.Needs, default, Trial(state));
    }

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        var told = Validated(evaluations, Ask(state))[0];
        if (!IsSearching(state)) return Started(state, told);
        var line = Line.Read(state.Value, state.Memory.Numbers);
        var (sizes, direction) = (state.Memory.Vectors[Sizes], state.Memory.Vectors[Direction]);
        var gradient = told.Gradient.Times(sizes);
        line = method.Search.Next(line, told.Value, gradient.Dot(direction));
        return line.Phase switch
        {
            LinePhase.Searching => Trying(state, line),
            LinePhase.Found => Moved(state, line, told.Value, gradient, told.Gradient.Norm()),
            LinePhase.Failed => GivenUp(state),
            _ => With(state, line, Ending.Unbounded),
        };
    }

    protected internal override State Begin(Vector point, Key key)
    {
        if (Problem.Within is { } set) point = set.Project(point);
        return new State(0, new Iterate(0, point), true, key, Unknown(point.Count, Typical.Sizes(point)));
    }

    internal override Outcome? Verdict(State state)
    {
        var numbers = state.Memory.Numbers;
        if (double.IsNaN(state.Value)) return null;
        var (promised, rounding) = (-numbers["Slope"] / 2, 2.220446049250313e-16 * Math.Abs(state.Value));
        switch ((Ending)numbers[Ended])
        {
            case Ending.Stalled:
                return new Outcome.Stalled("PredictedDecrease", promised, rounding);
            case Ending.NoDescent:
                return new Outcome.Failed(FailureReason.NoDescent, state.Iteration, FormattableString.Invariant(
                    $"no step lowers the value, though the gradient promises a decrease of {promised:G3}. The gradient may be wrong ")
                    + "(Test-Gradient shows it), or the function has a kink or noise there: choose a method without gradients.");
            case Ending.Unbounded:
                return new Outcome.Failed(FailureReason.Unbounded, state.Iteration, FormattableString.Invariant(
                    $"the value falls without end: far along the last direction it is {numbers["LowValue"]:G3} and still falls. ")
                    + "Check the sign of the objective, or bound its coordinates.");
            default:
                var remaining = Remaining(state);
                return remaining <= method.Tolerance ? new Outcome.Converged("NextStep", remaining, method.Tolerance) : null;
        }
    }

    private static bool IsSearching(State state) =>
        !double.IsNaN(state.Value) && state.Memory.Numbers[Ended] == 0 && state.Memory.Numbers["Slope"] < 0;

    private void Check(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (Own.Concat(_descent.Names).FirstOrDefault(name => !state.Memory.Vectors.ContainsKey(name)) is { } missing)
            throw Foreign($"it has no {missing}", state);
    }

    private Memory Unknown(int count, Vector sizes) => Written(
        sizes, Vector.Zero(count), Vector.Zero(count), Vector.Zero(count), Vector.Zero(count), _descent.Nothing(count),
        Line.From(double.NaN, 0, 0, 0), double.NaN, Ending.None);

    private Memory Written(
        Vector sizes, Vector gradient, Vector direction, Vector lowest, Vector highest, Vector[] known, Line line, double first, Ending ended) =>
        Memory.Of(
            [
                new(Sizes, sizes), new(Gradient, gradient), new(Direction, direction), new(Lowest, lowest), new(Highest, highest),
                .. _descent.Names.Zip(known, KeyValuePair.Create),
            ],
            [.. line.Numbers, new(FirstValue, first), new(Ended, (double)ended)]);

    private Vector[] Known(State state) => [.. _descent.Names.Select(name => state.Memory.Vectors[name])];

    /// <summary>The point that is tried; where the state stands if that is not known yet.</summary>
    private Vector Trial(State state)
    {
        if (!IsSearching(state)) return state.Point;
        var step = state.Memory.Numbers["Step"] * state.Memory.Vectors[Direction].Times(state.Memory.Vectors[Sizes]);
        var trial = state.Point + step;
        return Problem.Within is { } set ? set.Project(trial) : trial;
    }

    /// <summary>The state once the value where it stands is known: it begins a search, and knows nothing of the curvature.</summary>
    private State Started(State state, Evaluation told)
    {
        var next = state with { Transition = state.Transition + 1, Accepted = false };
        if (!double.IsFinite(told.Value) || !told.Gradient.IsFinite()) return next;
        var sizes = state.Memory.Vectors[Sizes];
        var point = state.Point.Over(sizes);
        var begun = double.IsNaN(state.Memory.Numbers[FirstValue]);
        return Searching(
            next with { Iterate = state.Iterate with { Value = told.Value, GradientNorm = told.Gradient.Norm() } },
            told.Gradient.Times(sizes), begun ? point : state.Memory.Vectors[Lowest], begun ? point : state.Memory.Vectors[Highest],
            _descent.Nothing(point.Count), begun ? told.Value : state.Memory.Numbers[FirstValue]);
    }

    private State Moved(State state, Line line, double value, Vector gradient, double gradientNorm)
    {
        var (old, sizes) = (state.Memory, state.Memory.Vectors[Sizes]);
        var point = Trial(state);
        var scaled = point.Over(sizes);
        var known = _descent.After(Known(state), scaled - state.Point.Over(sizes), gradient - old.Vectors[Gradient]);
        var iterate = new Iterate(
            state.Iteration + 1, point, value, gradientNorm, (point - state.Point).Norm(), line.Step);
        return Searching(
            state with { Transition = state.Transition + 1, Accepted = true, Iterate = iterate }, gradient,
            Vector.Init(point.Count, i => Math.Min(old.Vectors[Lowest][i], scaled[i])),
            Vector.Init(point.Count, i => Math.Max(old.Vectors[Highest][i], scaled[i])), known, old.Numbers[FirstValue]);
    }

    /// <summary>The state that begins a search from where it stands.</summary>
    private State Searching(State state, Vector gradient, Vector lowest, Vector highest, Vector[] known, double first)
    {
        var sizes = state.Memory.Vectors[Sizes];
        var point = state.Point.Over(sizes);
        var box = (Problem.Within as Box)?.ForDimension(point.Count);
        var place = new Descent.Place(point, gradient, box?.Lower.Over(sizes), box?.Upper.Over(sizes));
        var direction = _descent.IsNothing(known) ? Steepest(place, highest - lowest) : _descent.Step(known, place);
        var slope = gradient.Dot(direction);
        if (!_descent.IsNothing(known) && !(direction.IsFinite() && slope < 0) && !IsZero(direction))
        {
            known = _descent.Nothing(point.Count);
            direction = Steepest(place, highest - lowest);
            slope = gradient.Dot(direction);
        }
        var line = Line.From(state.Value, slope, 1, Limit(place, direction));
        return state with { Memory = Written(sizes, gradient, direction, lowest, highest, known, line, first, Ending.None) };
    }

    private State Trying(State state, Line line) => With(state, line, Ending.None);

    private State With(State state, Line line, Ending ended) => state with
    {
        Transition = state.Transition + 1,
        Accepted = false,
        Memory = Memory.Of(
            state.Memory.Vectors, [.. line.Numbers, new(FirstValue, state.Memory.Numbers[FirstValue]), new(Ended, (double)ended)]),
    };

    /// <summary>The state after a search without success: what is known of the curvature is forgotten, or nothing more can be done.</summary>
    private State GivenUp(State state)
    {
        var (old, line) = (state.Memory, Line.Read(state.Value, state.Memory.Numbers));
        var (promised, known) = (-line.Start.Slope / 2, Known(state));
        var isRounding = promised <= line.Rounding;
        if (!_descent.IsNothing(known) && !isRounding)
            return Searching(
                state with { Transition = state.Transition + 1, Accepted = false }, old.Vectors[Gradient], old.Vectors[Lowest],
                old.Vectors[Highest], _descent.Nothing(state.Point.Count), old.Numbers[FirstValue]);
        isRounding |= promised <= 1e-9 * (Math.Abs(state.Value) + (old.Numbers[FirstValue] - state.Value));
        return With(state, line, isRounding ? Ending.Stalled : Ending.NoDescent);
    }

    /// <summary>The first direction: against the gradient, as long as the sizes of the coordinates, or a hundredth of the way so far.</summary>
    private static Vector Steepest(Descent.Place place, Vector range)
    {
        var length = range.Norm() is var way && way > 0 ? way / 100 : 1;
        var toward = Within(place, -place.Gradient);
        var norm = toward.Norm();
        if (norm == 0) return toward;
        var end = place.Point - length / norm * place.Gradient;
        return place.Lower is null
            ? end - place.Point
            : Vector.Init(end.Count, i => Math.Clamp(end[i], place.Lower[i], place.Upper![i]) - place.Point[i]);
    }

    /// <summary>A direction without what leads out of the bounds at once.</summary>
    private static Vector Within(Descent.Place place, Vector direction) => place.Lower is null ? direction
        : Vector.Init(direction.Count, i =>
            (direction[i] < 0 ? place.Point[i] <= place.Lower[i] : place.Point[i] >= place.Upper![i]) ? 0 : direction[i]);

    /// <summary>How many times a direction fits within the bounds.</summary>
    private static double Limit(Descent.Place place, Vector direction)
    {
        var limit = double.PositiveInfinity;
        if (place.Lower is null) return limit;
        for (var i = 0; i < direction.Count; i++)
        {
            if (direction[i] == 0) continue;
            var room = (direction[i] < 0 ? place.Lower[i] : place.Upper![i]) - place.Point[i];
            limit = Math.Min(limit, room / direction[i]);
        }
        return Math.Max(limit, 1);
    }

    private static bool IsZero(Vector vector) => vector.Norm() == 0;

    /// <summary>
    /// The largest part of a coordinate's range that the next full step would take; NaN while nothing is known of the curvature.
    /// </summary>
    private double Remaining(State state)
    {
        var vectors = state.Memory.Vectors;
        var (direction, point) = (vectors[Direction], state.Point.Over(vectors[Sizes]));
        if (IsZero(direction)) return 0;
        if (_descent.IsNothing(Known(state))) return double.NaN;
        var largest = 0.0;
        for (var i = 0; i < direction.Count; i++)
        {
            var length = Math.Abs(direction[i]);
            // Within rounding of the coordinate itself it cannot move.
            if (length > 4.4e-16 * Math.Abs(point[i])) largest = Math.Max(largest, length / (vectors[Highest][i] - vectors[Lowest][i]));
        }
        return largest;
    }
}
