using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using PSOptimize.Differentiation;
using PSOptimize.Objectives.Decorators;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// A function to minimise or to maximise: of a point, and of a <see cref="Draw"/> where it is stochastic. It is immutable and,
/// as far as the function it was made of allows, safe on every thread.
/// </summary>
/// <remarks>Make one with <see cref="FromValue"/>, <see cref="FromValueAndGradient"/>, <see cref="FromGradient"/> or <see cref="FromSpans"/>.</remarks>
public abstract class Objective
{
    /// <summary>For derived classes.</summary>
    /// <param name="name">What rows and tables call it.</param>
    protected Objective(string name) => Name = name;

    /// <summary>For objectives that wrap another: name, coordinates and direction are those of the other.</summary>
    /// <param name="inner">The other.</param>
    private protected Objective(Objective inner) =>
        (Name, Dimension, CoordinateNames, Maximize) = (inner.Name, inner.Dimension, inner.CoordinateNames, inner.Maximize);

    /// <summary>What rows and tables call it.</summary>
    public string Name { get; private set; }

    /// <summary>The number of coordinates, or 0 where the function takes any number.</summary>
    public int Dimension { get; protected set; }

    /// <summary>The names of the coordinates; empty where they have none and are called x0, x1, ….</summary>
    public ReadOnlyCollection<string> CoordinateNames { get; private set; } = [];

    /// <summary>Whether the largest value is sought instead of the smallest.</summary>
    public bool Maximize { get; private set; }

    /// <summary>
    /// What a trajectory row shows of a point beside its value, one column each after the coordinates: the epoch, a held-out
    /// loss, an accuracy. Most objectives have none.
    /// </summary>
    public virtual ReadOnlyCollection<string> MetricNames => [];

    /// <summary>The metric by which a run tells its best point; empty where the value does.</summary>
    public virtual string RankingMetric => "";

    /// <summary>Whether a larger <see cref="RankingMetric"/> is better.</summary>
    public virtual bool RankingIncreases => false;

    /// <summary>
    /// The weights λᵢ of a term <c>Σ λᵢ|xᵢ|</c> of the function, 0 for a coordinate without one; empty if all coordinates have one, null if the
    /// function has no such term. Its gradient at a zero is then the shortest subgradient, and first-order methods make zeros exact.
    /// </summary>
    public virtual Vector? L1Weights => null;

    /// <summary>The costly metrics are taken every this many iterations, and at the end; at least 1.</summary>
    public virtual long MetricsEvery => 1;

    /// <summary>How many steps make an epoch: 1 where each step sees all that there is.</summary>
    public virtual long StepsPerEpoch => 1;

    /// <summary>The test problem whose function this is, with its known minimisers and its domain; nothing for any other objective.</summary>
    public virtual TestProblem? Problem => null;

    /// <summary>Where runs on the objective customarily begin: at the start of its test problem, at weights that are drawn; null if it has no such point.</summary>
    /// <param name="seed">Which draw, if the start is drawn.</param>
    public virtual Vector? CustomaryStart(long seed) => Problem?.Start;

    /// <summary>Whether a larger value of a metric is better, as of an accuracy.</summary>
    /// <param name="metric">One of <see cref="MetricNames"/>.</param>
    public virtual bool MetricIncreases(string metric) => false;

    /// <summary>Where the gradient comes from.</summary>
    public abstract DifferentiationKind Differentiation { get; }

    /// <summary>Why the gradient is not exact: the construct, its line and column, and what to write instead; null if it is, or if nobody asked.</summary>
    public virtual string? OutsideExact => null;

    /// <summary>What the objective can answer; by default its value, and its gradient unless <see cref="Differentiation"/> is none.</summary>
    public virtual Information Offers =>
        Differentiation == DifferentiationKind.None ? Information.Value : Information.Value | Information.Gradient;

    /// <summary>Writes what is wanted at a point. The one thing that a derived class must do.</summary>
    /// <param name="query">The point, valid during the call only, and what is wanted there: parts of <see cref="Offers"/>.</param>
    /// <param name="draw">Which sample a stochastic objective is to use.</param>
    /// <param name="answer">Where the answer goes.</param>
    protected internal abstract void Evaluate(in Query query, Draw draw, EvaluationBuffer answer);

    /// <summary>The metrics at a point, as many as <see cref="MetricNames"/>. A run asks for them only for the rows that it shows.</summary>
    /// <param name="point">The point; valid during the call only.</param>
    /// <param name="draw">Key and step of the row.</param>
    /// <param name="full">Whether the costly ones are due; NaN stands for those that are not.</param>
    protected internal virtual Vector Measure(Vector point, Draw draw, bool full) => Vector.Empty;

    /// <summary>How many evaluations of the function an answer costs: 1, or 2n + 1 for a gradient by central differences.</summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="dimension">The length n of the point.</param>
    public virtual int Cost(Information wanted, int dimension) => 1;

    /// <summary>How much better a value is than another: positive if it is lower, or higher if the largest is sought.</summary>
    /// <param name="from">The value before.</param>
    /// <param name="to">The value after.</param>
    public double Gain(double from, double to) => Maximize ? to - from : from - to;

    /// <summary>The value that every other one is better than.</summary>
    internal double Worst => Maximize ? double.NegativeInfinity : double.PositiveInfinity;

    /// <summary>The value at a point.</summary>
    /// <param name="point">As long as <see cref="Dimension"/> says.</param>
    public double Value(Vector point) => Evaluate(new Query(point, Information.Value)).Value;

    /// <summary>The value and the gradient at a point.</summary>
    /// <param name="point">As long as <see cref="Dimension"/> says.</param>
    public Evaluation ValueAndGradient(Vector point) => Evaluate(new Query(point, Information.Value | Information.Gradient));

    /// <summary>The answer to one query.</summary>
    /// <param name="query">A point as long as <see cref="Dimension"/> says, and what is wanted there.</param>
    /// <param name="draw">Which sample a stochastic objective is to use; by default all that there is.</param>
    /// <exception cref="InvalidOperationException">The objective does not offer what is wanted.</exception>
    public Evaluation Evaluate(Query query, Draw draw = default)
    {
        Validated(query);
        var answer = new EvaluationBuffer();
        answer.Begin(query);
        Evaluate(query, draw, answer);
        return answer.ToEvaluation();
    }

    /// <summary>Answers a request: one evaluation per query, in order.</summary>
    /// <param name="request">What a method asks.</param>
    public Evaluation[] Answer(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (var query in request.Span) Validated(query);
        var answers = new EvaluationBuffer[request.Span.Length];
        for (var i = 0; i < answers.Length; i++) answers[i] = new EvaluationBuffer();
        var errors = new Exception?[answers.Length];
        if (!Answer(request.Span, request.Draw, answers, errors, continueOnError: false))
            ExceptionDispatchInfo.Throw(Array.Find(errors, error => error is not null)!);
        return [.. answers.Select(answer => answer.ToEvaluation())];
    }

    /// <summary>Whether the points of a request may be evaluated side by side, so that it pays to ask for many at once.</summary>
    internal virtual bool AnswersInParallel => false;

    /// <summary>Writes the answers to queries.</summary>
    /// <param name="queries">What is asked.</param>
    /// <param name="draw">Which sample a stochastic objective is to use.</param>
    /// <param name="answers">One per query.</param>
    /// <param name="errors">What was thrown, one per query.</param>
    /// <param name="continueOnError">Whether the queries after one that threw are answered all the same.</param>
    /// <returns>Whether nothing was thrown.</returns>
    [MethodImpl(Hot.Path)]
    internal virtual bool Answer(
        ReadOnlySpan<Query> queries, Draw draw, EvaluationBuffer[] answers, Exception?[] errors, bool continueOnError)
    {
        var succeeded = true;
        var i = 0;
        do
        {
            try
            {
                for (; i < queries.Length; i++)
                {
                    answers[i].Begin(queries[i]);
                    Evaluate(queries[i], draw, answers[i]);
                }
            }
            catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
            {
                errors[i++] = error;
                succeeded = false;
            }
        } while (i < queries.Length && (succeeded || continueOnError));
        return succeeded;
    }

    /// <summary>Why the residuals are not linear in the coordinates, with what to use instead; null if they are.</summary>
    internal virtual string? WhyNotLinear => "this one is no linear model. Use a method that follows gradients, such as Adam or Momentum.";

    /// <summary>The objective and all that it is made of.</summary>
    internal virtual IEnumerable<Objective> Parts => [this];

    /// <summary>The same objective with another one in the place of those that it wraps; itself if it wraps none.</summary>
    internal virtual Objective Rebuilt(Func<Objective, Objective> change) => change(this);

    /// <summary>The same objective under another name.</summary>
    /// <param name="name">The new name.</param>
    public Objective WithName(string name)
    {
        var copy = (Objective)MemberwiseClone();
        copy.Name = name;
        return copy;
    }

    /// <summary>The same objective, to be maximised or minimised. Values and gradients stay those of the function itself.</summary>
    /// <param name="maximize">Whether the largest value is sought.</param>
    public Objective WithMaximize(bool maximize)
    {
        var copy = (Objective)MemberwiseClone();
        copy.Maximize = maximize;
        return copy;
    }

    /// <summary>The same function with coordinate names, which also fix its dimension.</summary>
    /// <param name="names">One name a coordinate, all different.</param>
    public Objective WithCoordinateNames(params string[] names)
    {
        var copy = (Objective)MemberwiseClone();
        copy.SetCoordinateNames(names);
        return copy;
    }

    /// <summary>Names the coordinates of an objective that is being made.</summary>
    /// <param name="names">One name a coordinate, all different.</param>
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

    /// <summary>An objective of a value alone; its gradient comes from differences.</summary>
    /// <param name="name">What rows and tables call it.</param>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="function">A pure function of the point.</param>
    /// <param name="differentiation"><see cref="DifferentiationKind.Central"/> (the default), <see cref="DifferentiationKind.Forward"/> or <see cref="DifferentiationKind.None"/>.</param>
    public static Objective FromValue(string name, int dimension, Func<Vector, double> function,
        DifferentiationKind differentiation = DifferentiationKind.Central) =>
        FunctionObjective.FromValue(name, dimension, function).WithDifferences(differentiation);

    /// <summary>An objective that is evaluated elsewhere: by a rig, a service, a person. A method can be prepared for it, and is told what comes back.</summary>
    /// <param name="name">What rows and tables call it.</param>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="offers">What will be told; by default whatever a method asks for.</param>
    public static Objective AnsweredElsewhere(string name, int dimension = 0, Information offers = (Information)(-1)) =>
        new ExternalObjective(name, dimension, offers);

    /// <summary>The same function with its gradient by differences of values.</summary>
    /// <param name="differentiation"><see cref="DifferentiationKind.Central"/>, <see cref="DifferentiationKind.Forward"/> or <see cref="DifferentiationKind.None"/> for none.</param>
    public Objective WithDifferences(DifferentiationKind differentiation) =>
        differentiation == DifferentiationKind.None ? this : new DifferenceObjective(this, differentiation);

    /// <summary>An objective of value and gradient together.</summary>
    /// <param name="name">What rows and tables call it.</param>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="function">A pure function of the point; give <see cref="Evaluation.Of(double, Vector)"/>.</param>
    public static Objective FromValueAndGradient(string name, int dimension, Func<Vector, Evaluation> function) =>
        FunctionObjective.FromValueAndGradient(name, dimension, function);

    /// <summary>An objective of two functions, one for the value and one for the gradient.</summary>
    /// <param name="name">What rows and tables call it.</param>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="value">A pure function of the point.</param>
    /// <param name="gradient">The gradient at the point, as long as the point.</param>
    public static Objective FromGradient(string name, int dimension, Func<Vector, double> value, Func<Vector, Vector> gradient)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(gradient);
        return FromValueAndGradient(name, dimension, point => Evaluation.Of(value(point), gradient(point)));
    }

    /// <summary>An objective that writes its gradient into the caller's memory: the form without allocation, for hot paths.</summary>
    /// <param name="name">What rows and tables call it.</param>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="function">A pure function of the point.</param>
    /// <param name="differentiation">Where that gradient comes from: <see cref="DifferentiationKind.Given"/> or <see cref="DifferentiationKind.Exact"/>.</param>
    public static Objective FromSpans(string name, int dimension, SpanFunction function,
        DifferentiationKind differentiation = DifferentiationKind.Given) =>
        FunctionObjective.FromSpans(name, dimension, function, differentiation);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private void Validated(Query query)
    {
        var (point, missing) = (query.Point, query.Wanted & ~Offers);
        ArgumentNullException.ThrowIfNull(point);
        if (Dimension != 0 && point.Count != Dimension)
            throw new ArgumentException($"{Name} takes {Dimension} coordinates, and the point {point} has {point.Count}.", nameof(query));
        if ((missing & Information.Gradient) != 0)
            throw new InvalidOperationException($"{Name} has no gradient: choose a method that needs none, or give the objective one.");
        if (missing != 0) throw new InvalidOperationException($"{Name} offers {InformationText.In(Offers)}, not {InformationText.In(missing)}.");
    }
}
