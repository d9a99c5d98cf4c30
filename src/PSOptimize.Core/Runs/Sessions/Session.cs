using System.Globalization;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Evaluations;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Sessions;

/// <summary>
/// A run whose evaluations come from outside, from an instrument, a service or a person: the state of the method, and all that was answered
/// so far. An immutable value; two are equal if they continue alike, whatever their dates and notes.
/// </summary>
/// <remarks>
/// The answers to a request may come one by one; when the last one has come, the method makes its transition. A session is a run:
/// <see cref="ToRun"/> makes one of its answers, with trajectory, best point and outcome.
/// </remarks>
/// <example><code>
/// var session = Session.Begin(Objective.AnsweredElsewhere("yield", 2), new NelderMead(), Vector.Create(1, 2));
/// session = session.Tell(SessionAnswer.Of(0, Evaluation.Of(5)), SessionAnswer.Failed(2, "the pump broke"));
/// session = session.Tell(SessionAnswer.Of(1, Evaluation.Of(5.2)));
/// </code></example>
public sealed record Session
{
    private readonly Solver _solver;

    internal Session(Problem problem, Method method, Vector start, Key key, DateTimeOffset begun, State? state = null)
    {
        if (problem.Penalty is not null || problem.Constraints.Count > 0)
            throw new ArgumentException("A session takes problems without penalty and constraints: let the values include them.");
        (Problem, Method, StartPoint, Key, Begun, _solver) = (problem, method, start, key, begun, method.Prepare(problem));
        State = state ?? _solver.Start(start, key);
    }

    /// <summary>The problem: direction, set and scale. Its objective is evaluated elsewhere.</summary>
    public Problem Problem { get; }

    /// <summary>The method with its hyperparameters.</summary>
    public Method Method { get; }

    /// <summary>The starting point.</summary>
    public Vector StartPoint { get; }

    /// <summary>The source of all that the method draws.</summary>
    public Key Key { get; }

    /// <summary>When the session began.</summary>
    public DateTimeOffset Begun { get; }

    /// <summary>Everything that the method knows.</summary>
    public State State { get; private init; }

    /// <summary>When the session is finished; null for never, unless the method ends by itself.</summary>
    public StopRule? Stop { get; private init; }

    /// <summary>The answers to the requests before the current one, in the order of their points.</summary>
    public ReadOnlyCollection<SessionAnswer> History { get; private init; } = [];

    /// <summary>The answers to the current request so far, in the order of its points.</summary>
    public ReadOnlyCollection<SessionAnswer> Pending { get; private init; } = [];

    /// <summary>The notes, the oldest first.</summary>
    public ReadOnlyCollection<SessionNote> Notes { get; private init; } = [];

    /// <summary>Why the session is finished; null if it is not.</summary>
    public Outcome? Outcome { get; private init; }

    /// <summary>Which points the method wants evaluated, and what it wants there.</summary>
    public Request Request => _solver.Ask(State);

    /// <summary>The point that the method recommends so far.</summary>
    public Vector Best => _solver.Answer(State);

    /// <summary>The places in the request of the points that are not answered yet.</summary>
    public ReadOnlyCollection<int> Open =>
        [.. Enumerable.Range(0, Request.Points.Count).Except(Pending.Select(answer => answer.Index))];

    /// <summary>Begins a session.</summary>
    /// <param name="problem">The problem, without penalty and constraints; its objective says what can be told.</param>
    /// <param name="method">The method with its hyperparameters.</param>
    /// <param name="start">The starting point: finite, one number per coordinate.</param>
    /// <param name="key">The source of all that the method draws.</param>
    /// <param name="begun">When.</param>
    /// <exception cref="ArgumentException">The method cannot solve the problem, or not from this start.</exception>
    public static Session Begin(Problem problem, Method method, Vector start, Key key = default, DateTimeOffset begun = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(start);
        return new Session(problem, method, start, key, begun);
    }

    /// <summary>
    /// The session after answers to some or all points of its request. A point that was answered before may be corrected until the last
    /// answer of the request has come.
    /// </summary>
    /// <param name="answers">At most one per point of the request.</param>
    /// <exception cref="ArgumentException">
    /// There is no such point, or the evaluation lacks what is wanted there, as that of a failure lacks a gradient.
    /// </exception>
    /// <exception cref="InvalidOperationException">The session is finished.</exception>
    public Session Tell(params SessionAnswer[] answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (Outcome is not null) throw new InvalidOperationException($"The session is finished: {Outcome}");
        var request = Request;
        var asked = History.Select(answer => answer.Told).Append(Begun).Max();
        var pending = Pending.ToDictionary(answer => answer.Index);
        foreach (var answer in answers)
        {
            if (answer.Index < 0 || answer.Index >= request.Points.Count)
                throw new ArgumentOutOfRangeException(
                    nameof(answers), answer.Index, $"The request has {request.Points.Count} points, whose indexes begin at 0.");
            var query = request.Queries[answer.Index];
            if (answer.Evaluation is null ? query.Wanted != Information.Value : !answer.Evaluation.Has(query.Wanted))
                throw new ArgumentException(
                    $"{Method.Label} needs {InformationText.In(query.Wanted)} at {query.Point.Brief}, and "
                    + (answer.Evaluation is null ? "a failure gives none: evaluate it again." : "not all of it was given."),
                    nameof(answers));
            pending[answer.Index] = answer with { Asked = asked, Iteration = State.Iteration, Point = query.Point };
        }
        SessionAnswer[] known = [.. pending.Values.OrderBy(answer => answer.Index)];
        if (known.Length < request.Points.Count) return this with { Pending = [.. known] };
        var worst = Evaluation.Of(Problem.Objective.Worst);
        return (this with
        {
            State = _solver.Tell(State, [.. known.Select(answer => answer.Evaluation ?? worst)]),
            History = [.. History, .. known],
            Pending = [],
        }).Checked();
    }

    /// <summary>The session with another rule for when it is finished.</summary>
    /// <param name="stop">The rule, counted from the beginning of the session; null for never.</param>
    public Session WithStop(StopRule? stop) => (this with { Stop = stop }).Checked();

    /// <summary>The session with one more note.</summary>
    /// <param name="text">The note.</param>
    /// <param name="at">When.</param>
    public Session WithNote(string text, DateTimeOffset at = default) =>
        this with { Notes = [.. Notes, new SessionNote(at, State.Iteration, text)] };

    /// <summary>
    /// The run that the answers make: trajectory, best point, failures, all evaluations with their dates. Unless the session is
    /// finished, its outcome is <see cref="Outcome.Cancelled"/>.
    /// </summary>
    public Run ToRun()
    {
        var run = Replayed();
        SessionAnswer[] all = [.. History, .. Pending];
        return run with
        {
            Problem = Problem,
            Evaluated = EvaluationLog.Of(all.Select(answer => new EvaluationRecord(
                answer.Iteration, 1, answer.Point, answer.Evaluation?.Value ?? double.NaN, answer.Error, answer.Asked,
                answer.Told - answer.Asked, 0))),
            Elapsed = all.Select(answer => answer.Told).Append(Begun).Max() - Begun,
            Provenance = new Provenance { Started = Begun },
        };
    }

    /// <summary>The session as one line of JSON, from which it continues to the same bits.</summary>
    public string ToJson() => new SavedState(Method, State, Problem).Write(SessionNotation.Write(this));

    /// <summary>Reads a session from its text.</summary>
    /// <param name="text">The text of <see cref="ToJson"/>.</param>
    /// <exception cref="CheckpointException">The text is damaged, or is not a session.</exception>
    public static Session FromJson(string text) => SavedState.Read(text, SessionNotation.Read);

    /// <summary>Whether both continue alike.</summary>
    /// <param name="other">The other session.</param>
    public bool Equals(Session? other) => other is not null
        && Method.Equals(other.Method) && State.Equals(other.State) && Problem.Equals(other.Problem) && Equals(Stop, other.Stop)
        && Pending.Select(Meaning).SequenceEqual(other.Pending.Select(Meaning));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Method, State, Pending.Count);

    /// <summary>The method, and how far the session is: <c>NelderMead after 12 evaluations</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Method.Label} after {History.Count + Pending.Count} evaluations");

    /// <summary>The session for the largest value instead of the smallest, which only one without answers can become.</summary>
    internal Session Maximized() => Problem.Objective.Maximize ? this
        : History.Count + Pending.Count > 0
            ? throw new ArgumentException("The session minimises, and has answers already: begin one that maximises.")
            : new Session(Problem.WithObjective(Problem.Objective.WithMaximize(true)), Method, StartPoint, Key, Begun)
            {
                Notes = Notes,
            }.WithStop(Stop);

    /// <summary>The same session with what was kept in a file.</summary>
    internal Session Restored(
        StopRule? stop, IEnumerable<SessionAnswer> history, IEnumerable<SessionAnswer> pending, IEnumerable<SessionNote> notes) =>
        (this with { Stop = stop, History = [.. history], Pending = [.. pending], Notes = [.. notes] }).Checked();

    private static (int, Evaluation?, string) Meaning(SessionAnswer answer) => (answer.Index, answer.Evaluation, answer.Error);

    private Session Checked() => this with
    {
        Outcome = _solver.Verdict(State) ?? (Stop is not null && Replayed().Outcome is var end and not Outcome.Cancelled ? end : null),
    };

    private Run Replayed() => Optimizer.Run(Problem.WithObjective(new PlaybackObjective(Problem.Objective, History)), Method, StartPoint,
        new RunOptions { Key = Key, Stop = Stop ?? StopRule.Iterations(long.MaxValue), OnEvaluationError = EvaluationErrorAction.Worst });
}
