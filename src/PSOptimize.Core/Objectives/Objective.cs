using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using PSOptimize.Differentiation;
using PSOptimize.Objectives.Decorators;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// A function to minimise or maximise: of a point, and of a <see cref="Draw"/> if it is stochastic. Immutable, and thread-safe if the
/// underlying function is.
/// </summary>
/// <remarks>
/// Created by <see cref="FromValue"/>, <see cref="FromValueAndGradient"/>, <see cref="FromGradient"/> or <see cref="FromSpans"/>, or by
/// deriving from this class.
/// </remarks>
public abstract class Objective
{
    /// <summary>Initializes an objective with a name.</summary>
    /// <param name="name">The name in trajectories, tables and messages.</param>
    protected Objective(string name) => Name = name;

    /// <summary>Initializes an objective that wraps another one, from which it takes name, coordinates and direction.</summary>
    /// <param name="inner">The wrapped objective.</param>
    private protected Objective(Objective inner) =>
        (Name, Dimension, CoordinateNames, Maximize) = (inner.Name, inner.Dimension, inner.CoordinateNames, inner.Maximize);

    /// <summary>The name in trajectories, tables and messages.</summary>
    public string Name { get; private set; }

    /// <summary>The number of coordinates, or 0 if the function accepts any number.</summary>
    public int Dimension { get; protected set; }

    /// <summary>The names of the coordinates; if empty, they are called x0, x1, ….</summary>
    public ReadOnlyCollection<string> CoordinateNames { get; private set; } = [];

    /// <summary>Whether the objective is maximised instead of minimised, default false.</summary>
    public bool Maximize { get; private set; }

    /// <summary>
    /// The names of the metrics, which a trajectory shows in one column each, after the coordinates: for example the epoch, a held-out
    /// loss, an accuracy. Most objectives have none.
    /// </summary>
    public virtual ReadOnlyCollection<string> MetricNames => [];

    /// <summary>The metric that determines the best point of a run; if empty, the value does.</summary>
    public virtual string RankingMetric => "";

    /// <summary>Whether a larger <see cref="RankingMetric"/> is better.</summary>
    public virtual bool RankingIncreases => false;

    /// <summary>
    /// The weights λᵢ of a term <c>Σ λᵢ|xᵢ|</c> of the function, 0 for a coordinate that is not penalised; a single weight is that of
    /// all coordinates, null says that the function has no such term. If it has one, its gradient at a zero is the shortest subgradient,
    /// and first-order methods make zeros exact.
    /// </summary>
    public virtual Vector? L1Weights => null;

    /// <summary>The number of transitions between two measurements of the costly metrics, at least 1.</summary>
    public virtual long MetricsEvery => 1;

    /// <summary>The number of steps per epoch; 1 if each step sees all data.</summary>
    public virtual long StepsPerEpoch => 1;

    /// <summary>
    /// The test problem to which the function belongs, with its known minimisers and domain; null for any other objective.
    /// </summary>
    public virtual TestProblem? Problem => null;

    /// <summary>
    /// The text of the script block that the function was made of, with what it uses of its session as comments; empty for any other.
    /// </summary>
    public virtual string Script => "";

    /// <summary>Whether the function is there: not if the run was read from a text that only names it.</summary>
    public virtual bool CanEvaluate => true;

    /// <summary>The customary starting point, such as that of a test problem or randomly drawn weights; null if there is none.</summary>
    /// <param name="seed">The seed of the draw, if the start is random.</param>
    public virtual Vector? CustomaryStart(long seed) => Problem?.Start;

    /// <summary>Whether a larger value of a metric is better, as for an accuracy.</summary>
    /// <param name="metric">One of <see cref="MetricNames"/>.</param>
    public virtual bool MetricIncreases(string metric) => false;

    /// <summary>How the gradient is obtained.</summary>
    public abstract DifferentiationKind Differentiation { get; }

    /// <summary>
    /// Why the gradient is not exact: the offending construct, its line and column, and what to write instead. Null if the gradient is
    /// exact, or if exactness was not requested.
    /// </summary>
    public virtual string? OutsideExact => null;

    /// <summary>
    /// What the objective can answer; by default its value, and its gradient unless <see cref="Differentiation"/> is none.
    /// </summary>
    public virtual Information Offers =>
        Differentiation == DifferentiationKind.None ? Information.Value : Information.Value | Information.Gradient;

    /// <summary>Evaluates the function at a point. This is the one method that a derived class must implement.</summary>
    /// <param name="query">The point, which is valid only during the call, and what is wanted there: parts of <see cref="Offers"/>.</param>
    /// <param name="draw">The sample on which a stochastic objective is evaluated.</param>
    /// <param name="answer">The buffer to write to.</param>
    protected internal abstract void Evaluate(in Query query, Draw draw, EvaluationBuffer answer);

    /// <summary>The metrics at a point, in the order of <see cref="MetricNames"/>. A run measures them only if they are used.</summary>
    /// <param name="point">The point, which is valid only during the call.</param>
    /// <param name="draw">The key and the step of the row.</param>
    /// <param name="full">Whether to measure the costly metrics; if not, they are NaN.</param>
    protected internal virtual Vector Measure(Vector point, Draw draw, bool full) => Vector.Empty;

    /// <summary>
    /// The number of evaluations of the function that an answer takes: 1, or 2n + 1 for a gradient by central differences.
    /// </summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="dimension">The number of coordinates n.</param>
    public virtual int Cost(Information wanted, int dimension) => 1;

    /// <summary>
    /// The improvement from one value to another: positive if the second is lower when minimising, or higher when maximising.
    /// </summary>
    /// <param name="from">The first value.</param>
    /// <param name="to">The second value.</param>
    public double Gain(double from, double to) => Maximize ? to - from : from - to;

    /// <summary>The worst possible value: ∞ when minimising, −∞ when maximising.</summary>
    internal double Worst => Maximize ? double.NegativeInfinity : double.PositiveInfinity;

    /// <summary>The value at a point.</summary>
    /// <param name="point">A point of <see cref="Dimension"/> coordinates.</param>
    public double Value(Vector point) => Evaluate(new Query(point, Information.Value)).Value;

    /// <summary>The value and the gradient at a point.</summary>
    /// <param name="point">A point of <see cref="Dimension"/> coordinates.</param>
    /// <exception cref="InvalidOperationException">The objective has no gradient.</exception>
    public Evaluation ValueAndGradient(Vector point) => Evaluate(new Query(point, Information.Value | Information.Gradient));

    /// <summary>Answers one query.</summary>
    /// <param name="query">A point of <see cref="Dimension"/> coordinates, and what is wanted there.</param>
    /// <param name="draw">The sample on which a stochastic objective is evaluated; by default all data.</param>
    /// <exception cref="ArgumentException">The point has another number of coordinates.</exception>
    /// <exception cref="InvalidOperationException">The objective does not offer what is wanted.</exception>
    public Evaluation Evaluate(Query query, Draw draw = default)
    {
        Validate(query);
        var answer = new EvaluationBuffer();
        answer.Begin(query);
        Evaluate(query, draw, answer);
        return answer.ToEvaluation();
    }

    /// <summary>Answers a request: one evaluation per query, in order.</summary>
    /// <param name="request">The request of a method.</param>
    /// <exception cref="InvalidOperationException">The objective does not offer what is wanted.</exception>
    public Evaluation[] Answer(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (var query in request.Span) Validate(query);
        var answers = new EvaluationBuffer[request.Span.Length];
        for (var i = 0; i < answers.Length; i++) answers[i] = new EvaluationBuffer();
        var errors = new Exception?[answers.Length];
        if (!Answer(request.Span, request.Draw, answers, errors, continueOnError: false))
            ExceptionDispatchInfo.Throw(Array.Find(errors, error => error is not null)!);
        return [.. answers.Select(answer => answer.ToEvaluation())];
    }

    /// <summary>Whether the queries of a request are answered in parallel, so that it pays to pass many at once.</summary>
    internal virtual bool AnswersInParallel => false;

    /// <summary>Answers queries into buffers.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="draw">The sample on which a stochastic objective is evaluated.</param>
    /// <param name="answers">The buffers to write to, one per query.</param>
    /// <param name="errors">Receives the exceptions thrown, one element per query.</param>
    /// <param name="continueOnError">Whether to answer the remaining queries after one that threw.</param>
    /// <returns>Whether all queries succeeded.</returns>
    [MethodImpl(JitHints.FullyOptimized)]
    internal virtual bool Answer(
        ReadOnlySpan<Query> queries, Draw draw, EvaluationBuffer[] answers, Exception?[] errors, bool continueOnError)
    {
        var succeeded = true;
        var i = 0;
        // Reading it takes as long as a step in two coordinates does.
        var interruption = queries.Length > 1 ? Interruption.Current : null;
        do
        {
            try
            {
                for (; i < queries.Length; i++)
                {
                    interruption?.ThrowIfRequested();
                    answers[i].Begin(queries[i]);
                    Evaluate(queries[i], draw, answers[i]);
                    answers[i].End();
                }
            }
            catch (OperationCanceledException error) when (i > 0)
            {
                var made = 0L;
                foreach (var query in queries[..i]) made += Cost(query.Wanted, query.Point.Count);
                throw new PartlyAnsweredException(made, error);
            }
            catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
            {
                answers[i].End();
                errors[i++] = error;
                succeeded = false;
            }
        } while (i < queries.Length && (succeeded || continueOnError));
        return succeeded;
    }

    /// <summary>Whether an evaluation invokes a script, so that noting it costs nothing beside it.</summary>
    internal virtual bool IsInvoked => false;

    /// <summary>Whether values may have noise, as those of a program, or steps, so that differences would show these.</summary>
    internal virtual bool IsRough => false;

    /// <summary>Runs several evaluations around a point, for which an objective may get ready once.</summary>
    /// <param name="point">The point.</param>
    /// <param name="evaluations">Evaluates this objective.</param>
    internal virtual void Together(Vector point, Action evaluations) => evaluations();

    /// <summary>Why the residuals are not linear in the coordinates, and which method to use instead; null if they are linear.</summary>
    internal virtual string? WhyNotLinear => "this one is not a linear model. Use a gradient method, such as Adam or Momentum.";

    /// <summary>The objective and all objectives that it wraps.</summary>
    internal virtual IEnumerable<Objective> Parts => [this];

    /// <summary>The same composition of decorators around another innermost objective.</summary>
    /// <param name="change">The new objective as a function of the innermost one.</param>
    internal virtual Objective Rebuilt(Func<Objective, Objective> change) => change(this);

    /// <summary>A copy with another name.</summary>
    /// <param name="name">The new name.</param>
    public Objective WithName(string name)
    {
        var copy = (Objective)MemberwiseClone();
        copy.Name = name;
        return copy;
    }

    /// <summary>A copy that is maximised or minimised. Values and gradients remain those of the function itself.</summary>
    /// <param name="maximize">True to maximise, false to minimise.</param>
    public Objective WithMaximize(bool maximize)
    {
        var copy = (Objective)MemberwiseClone();
        copy.Maximize = maximize;
        return copy;
    }

    /// <summary>A copy with coordinate names, which also determine its dimension.</summary>
    /// <param name="names">One name per coordinate, all different regardless of case.</param>
    /// <exception cref="ArgumentException">The names are not different, or the objective has another dimension.</exception>
    public Objective WithCoordinateNames(params string[] names)
    {
        var copy = (Objective)MemberwiseClone();
        copy.SetCoordinateNames(names);
        return copy;
    }

    /// <summary>Sets the coordinate names, and with them the dimension, in the constructor of a derived class.</summary>
    /// <param name="names">One name per coordinate, all different regardless of case.</param>
    protected void SetCoordinateNames(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (Dimension != 0 && Dimension != names.Length)
            throw new ArgumentException($"{Name} has {Dimension} coordinates, and {names.Length} names were given.", nameof(names));
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length)
            throw new ArgumentException($"The coordinate names must differ from each other: {string.Join(", ", names)}.", nameof(names));
        Dimension = names.Length;
        CoordinateNames = [.. names];
    }

    /// <summary>An objective from a function that returns the value; the gradient is computed by finite differences.</summary>
    /// <param name="name">The name in trajectories, tables and messages.</param>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="function">A pure function of the point.</param>
    /// <param name="differentiation">
    /// <see cref="DifferentiationKind.Central"/> (the default), <see cref="DifferentiationKind.Forward"/>, or
    /// <see cref="DifferentiationKind.None"/> for no gradient.
    /// </param>
    public static Objective FromValue(string name, int dimension, Func<Vector, double> function,
        DifferentiationKind differentiation = DifferentiationKind.Central) =>
        FunctionObjective.FromValue(name, dimension, function).WithDifferences(differentiation);

    /// <summary>
    /// An objective that is evaluated elsewhere, for example by an instrument, a service or a person. A method can be prepared for it, and
    /// its values are passed to Tell.
    /// </summary>
    /// <param name="name">The name in trajectories, tables and messages.</param>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="offers">What can be told; by default everything that a method may need.</param>
    public static Objective AnsweredElsewhere(string name, int dimension = 0, Information offers = (Information)(-1)) =>
        new ExternalObjective(name, dimension, offers);

    /// <summary>The same function with a gradient by finite differences of its value.</summary>
    /// <param name="differentiation">
    /// <see cref="DifferentiationKind.Central"/> or <see cref="DifferentiationKind.Forward"/>; <see cref="DifferentiationKind.None"/>
    /// returns the objective unchanged.
    /// </param>
    public Objective WithDifferences(DifferentiationKind differentiation) =>
        differentiation == DifferentiationKind.None ? this : new DifferenceObjective(this, differentiation);

    /// <summary>An objective from a function that returns the value and the gradient.</summary>
    /// <param name="name">The name in trajectories, tables and messages.</param>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="function">A pure function of the point, returning <see cref="Evaluation.Of(double, Vector)"/>.</param>
    public static Objective FromValueAndGradient(string name, int dimension, Func<Vector, Evaluation> function) =>
        FunctionObjective.FromValueAndGradient(name, dimension, function);

    /// <summary>An objective from two functions, one for the value and one for the gradient.</summary>
    /// <param name="name">The name in trajectories, tables and messages.</param>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="value">The value as a pure function of the point.</param>
    /// <param name="gradient">The gradient as a pure function of the point, one number per coordinate.</param>
    public static Objective FromGradient(string name, int dimension, Func<Vector, double> value, Func<Vector, Vector> gradient)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(gradient);
        return FromValueAndGradient(name, dimension, point => Evaluation.Of(value(point), gradient(point)));
    }

    /// <summary>
    /// An objective from a function over spans that writes the gradient into the caller's memory and so need not allocate.
    /// </summary>
    /// <param name="name">The name in trajectories, tables and messages.</param>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="function">A pure function of the point.</param>
    /// <param name="differentiation">
    /// How the function obtains the gradient: <see cref="DifferentiationKind.Given"/> (the default) or
    /// <see cref="DifferentiationKind.Exact"/>.
    /// </param>
    public static Objective FromSpans(string name, int dimension, SpanFunction function,
        DifferentiationKind differentiation = DifferentiationKind.Given) =>
        FunctionObjective.FromSpans(name, dimension, function, differentiation);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private void Validate(Query query)
    {
        var (point, missing) = (query.Point, query.Wanted & ~Offers);
        ArgumentNullException.ThrowIfNull(point);
        if (Dimension != 0 && point.Count != Dimension)
            throw new ArgumentException(
                $"{Name} takes {Dimension} coordinates, and the point {point.Brief} has {point.Count}.", nameof(query));
        if ((missing & Information.Gradient) != 0)
            throw new InvalidOperationException($"{Name} has no gradient: choose a method that needs none, or give the objective one.");
        if (missing != 0)
            throw new InvalidOperationException($"{Name} offers {InformationText.In(Offers)}, not {InformationText.In(missing)}.");
    }
}
