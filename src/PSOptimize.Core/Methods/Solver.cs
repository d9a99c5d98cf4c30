using System.Globalization;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// A method prepared for a problem: pure functions over an immutable <see cref="State"/>. The objective stays outside, so a program, a
/// remote machine or a person can answer the requests. Immutable, and safe on every thread.
/// </summary>
/// <remarks>
/// The loop is <c>state = Start(point, key)</c>, then again and again <c>state = Tell(state, answers to Ask(state))</c>. A state that does
/// not know the value where it stands asks for its point first.
/// </remarks>
/// <example><code>
/// var solver = new Adam { LearningRate = 0.1 }.Prepare(objective);
/// var state = solver.Start(start);
/// for (var i = 0; i &lt; 100; i++) state = solver.Tell(state, solver.Problem.Answer(solver.Ask(state)));
/// </code></example>
public abstract class Solver
{
    /// <summary>For derived solvers.</summary>
    /// <param name="method">The method with its hyperparameters.</param>
    /// <param name="problem">What it is prepared for.</param>
    protected Solver(Method method, Problem problem) => (Method, Problem) = (method, problem);

    /// <summary>The method.</summary>
    public Method Method { get; }

    /// <summary>The problem.</summary>
    public Problem Problem { get; }

    /// <summary>The state before the first transition.</summary>
    /// <param name="point">The starting point, finite, of at least one coordinate.</param>
    /// <param name="key">Where the method's draws come from; methods without chance ignore it.</param>
    /// <exception cref="ArgumentException">
    /// The point is not finite, has another number of coordinates, or lies outside the bounds, or the method would need more memory than
    /// there is.
    /// </exception>
    public State Start(Vector point, Key key = default)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point.Count == 0) throw new ArgumentException("The starting point needs at least one coordinate.", nameof(point));
        if (Method.Dimension != 0 && point.Count != Method.Dimension)
            throw new ArgumentException(
                $"{Method.Name} works in a space of {Method.Dimension}, and the starting point {point.Brief} has {point.Count} "
                + "coordinates: choose another method.",
                nameof(point));
        if (!point.IsFinite())
            throw new ArgumentException(
                $"Every coordinate of the starting point must be a finite number; it is {point.Brief}.", nameof(point));
        CheckExtent(point.Count);
        return Begin(point, key);
    }

    /// <summary>Refuses a state that would not fit into memory, or one of its parts not into an array.</summary>
    private void CheckExtent(int dimension)
    {
        var (extent, room) = (Method.Extent(dimension), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (extent <= Math.Min(Array.MaxLength, room / sizeof(double))) return;
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"{Method.Name} keeps about {extent:G2} numbers for {dimension} coordinates, which do not fit into memory: ")
            + "take fewer coordinates, a smaller population, or a method that keeps less, such as LBFGS or Adam.", nameof(dimension));
    }

    /// <summary>Which points the state wants evaluated for the next transition.</summary>
    /// <param name="state">A state of this method.</param>
    /// <exception cref="ArgumentException">It is a state of another method.</exception>
    public abstract Request Ask(State state);

    /// <summary>The next state. Changes nothing that is passed in.</summary>
    /// <param name="state">A state of this method, also of another setting of it.</param>
    /// <param name="evaluations">One per query of <see cref="Ask"/>, in order, with what it wants.</param>
    /// <exception cref="ArgumentException">
    /// It is a state of another method, or the evaluations are not those that were asked for.
    /// </exception>
    public abstract State Tell(State state, params Evaluation[] evaluations);

    /// <summary>The point that the method recommends: where it stands, unless it averages.</summary>
    /// <param name="state">A state of this method.</param>
    public virtual Vector Answer(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Point;
    }

    /// <summary>The state after one more transition on the problem's own objective: one argument in, one out.</summary>
    /// <param name="state">A state of this method.</param>
    public State Next(State state) => Tell(state, Problem.Answer(Ask(state)));

    /// <summary>The state at a valid starting point.</summary>
    /// <param name="point">Finite, of at least one coordinate.</param>
    /// <param name="key">Where draws come from.</param>
    protected internal abstract State Begin(Vector point, Key key);

    /// <summary>Whether the method itself deals with values and gradients that are not finite.</summary>
    internal virtual bool ToleratesNonFinite => false;

    /// <summary>Why the method has nothing more to do at a state; null if it goes on.</summary>
    internal virtual Outcome? Verdict(State state) => null;

    /// <summary>
    /// Throws unless a state is one that the method can have made. What was read from a text is checked before it is used; what a solver
    /// of this process has made need not be.
    /// </summary>
    /// <param name="state">Any state.</param>
    /// <exception cref="ArgumentException">It is not; the message names the part that cannot be.</exception>
    internal virtual void Check(State state)
    {
        // 0 stands for any number of coordinates.
        bool IsOf(int dimension) => dimension == 0 || state.Point.Count == dimension;
        bool IsWithin() => Problem.Within is not { } set
            || !((set.Project(state.Point) - state.Point).Norm() > 1e-9 * (1 + state.Point.Norm()));
        Demand(state,
        [
            (IsCount(state.Transition), nameof(State.Transition)), (IsCount(state.Iteration), nameof(State.Iteration)),
            (state.Point.Count > 0 && IsOf(Method.Dimension) && IsOf(Problem.Objective.Dimension) && IsWithin(), nameof(State.Point)),
            (!(state.StepNorm < 0), nameof(State.StepNorm)),
        ]);
    }

    /// <summary>A workspace in which a run makes its transitions.</summary>
    /// <param name="state">Where it begins.</param>
    /// <param name="threads">How many threads a transition may use, at least 1.</param>
    internal virtual Workspace Open(State state, int threads) => new PureWorkspace(this, state);

    /// <summary>The evaluations, checked for number and content against what was asked.</summary>
    /// <param name="evaluations">What was told.</param>
    /// <param name="request">What was asked.</param>
    protected Evaluation[] Validated(Evaluation[] evaluations, Request request)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        ArgumentNullException.ThrowIfNull(request);
        if (evaluations.Length != request.Span.Length)
            throw new ArgumentException(
                $"{Method.Name} asked for {request.Span.Length} evaluations and was told {evaluations.Length}.", nameof(evaluations));
        for (var i = 0; i < evaluations.Length; i++)
        {
            var (query, evaluation) = (request.Span[i], evaluations[i]);
            ArgumentNullException.ThrowIfNull(evaluation, nameof(evaluations));
            var missing = query.Wanted & ~evaluation.Known;
            if (missing == Information.Gradient)
                throw new ArgumentException(
                    $"{Method.Name} needs the gradient as well: tell Evaluation.Of(value, gradient).", nameof(evaluations));
            if (missing != 0)
                throw new ArgumentException(
                    $"{Method.Name} asked for {InformationText.In(query.Wanted)} and was told {InformationText.In(evaluation.Known)}.",
                    nameof(evaluations));
            if (evaluation.Has(Information.Jacobian)) CheckLength("row of the Jacobian", evaluation.Jacobian.Columns, query.Point);
            if (evaluation.Has(Information.Gradient)) CheckLength("gradient", evaluation.Gradient.Count, query.Point);
            if (evaluation.Has(Information.HessianProduct)) CheckLength("Hessian product", evaluation.HessianProduct.Count, query.Point);
        }
        return evaluations;

        static void CheckLength(string what, int told, Vector point)
        {
            if (told != point.Count)
                throw new ArgumentException($"The {what} must have {point.Count} elements; it has {told}.", nameof(evaluations));
        }
    }

    /// <summary>Throws unless all conditions hold.</summary>
    /// <param name="state">The state.</param>
    /// <param name="conditions">Each with the name of the part that it is about.</param>
    private protected void Demand(State state, IEnumerable<(bool Holds, string Part)> conditions)
    {
        foreach (var (holds, part) in conditions)
            if (!holds) throw Foreign($"its {part} cannot be", state);
    }

    // Above 2⁵³ not every number of a file is whole.
    private static bool IsCount(long number) => number is >= 0 and < 1L << 53;

    /// <summary>The error of a state that another method has made.</summary>
    /// <param name="missing">What this method needs and the state lacks.</param>
    /// <param name="state">The state.</param>
    protected ArgumentException Foreign(string missing, State state) =>
        new(
            $"{Method.Name} cannot continue from this state: {missing}. Pass a state that {Method.Name} made with the same parts.",
            nameof(state));
}
