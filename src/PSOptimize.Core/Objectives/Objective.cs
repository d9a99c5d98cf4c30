using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using PSOptimize.Differentiation;
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
    /// The weights λᵢ of a term <c>Σ λᵢ|xᵢ|</c> of the function, 0 where a coordinate has none; without elements where all
    /// coordinates have one, null where the function is smooth.
    /// Its gradient is then the shortest subgradient, and first-order methods stop at the kinks, so that zeros are exact.
    /// </summary>
    public virtual Vector? KinkWeights => null;

    /// <summary>The costly metrics are taken every this many iterations, and at the end; at least 1.</summary>
    public virtual long MetricsEvery => 1;

    /// <summary>How many steps make an epoch: 1 where each step sees all that there is.</summary>
    public virtual long StepsPerEpoch => 1;

    /// <summary>The test problem whose function this is, with its known minimisers and its domain; nothing for any other objective.</summary>
    public virtual TestProblem? Problem => null;

    /// <summary>Where the gradient comes from.</summary>
    public abstract DifferentiationKind Differentiation { get; }

    /// <summary>Writes the gradient where one is wanted, and returns the value. The one thing that a derived class must do.</summary>
    /// <param name="point">The point; valid during the call only.</param>
    /// <param name="draw">Which sample a stochastic objective is to use.</param>
    /// <param name="gradient">As long as the point, every element to be written; empty when only the value is wanted.</param>
    protected internal abstract double Evaluate(Vector point, Draw draw, Span<double> gradient);

    /// <summary>The metrics at a point, as many as <see cref="MetricNames"/>. A run asks for them only for the rows that it shows.</summary>
    /// <param name="point">The point; valid during the call only.</param>
    /// <param name="draw">Key and step of the row.</param>
    /// <param name="full">Whether the costly ones are due; NaN stands for those that are not.</param>
    protected internal virtual Vector Measure(Vector point, Draw draw, bool full) => Vector.Empty;

    /// <summary>How many evaluations of the function a request costs at one point: 1, or 2n + 1 for central differences.</summary>
    /// <param name="wants">What is wanted.</param>
    /// <param name="dimension">The length n of the point.</param>
    public int Cost(Wants wants, int dimension) => wants == Wants.Value
        ? 1
        : Differentiation switch
        {
            DifferentiationKind.Central => 2 * dimension + 1,
            DifferentiationKind.Forward or DifferentiationKind.ComplexStep => dimension + 1,
            _ => 1,
        };

    /// <summary>The value at a point.</summary>
    /// <param name="point">As long as <see cref="Dimension"/> says.</param>
    public double Value(Vector point) => Evaluate(Fitting(point), default, []);

    /// <summary>Value and gradient at a point.</summary>
    /// <param name="point">As long as <see cref="Dimension"/> says.</param>
    public Evaluation.ValueAndGradient ValueAndGradient(Vector point)
    {
        var gradient = Vector.Allocate(Fitting(point).Count);
        return new Evaluation.ValueAndGradient(Evaluate(point, default, gradient.Writable), gradient);
    }

    /// <summary>Answers a request: one evaluation a point, in order.</summary>
    /// <param name="request">What a method asks.</param>
    public Evaluation[] Answer(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var answers = new Evaluation[request.Points.Count];
        var errors = new Exception?[answers.Length];
        if (!Answer(request, answers, errors, toTheEnd: false)) ExceptionDispatchInfo.Throw(Array.Find(errors, error => error is not null)!);
        return answers;
    }

    /// <summary>Writes the answers to a request into an array; an evaluation that already stands there may be overwritten.</summary>
    /// <param name="request">What a method asks.</param>
    /// <param name="answers">One a point.</param>
    /// <param name="errors">What was thrown, one a point.</param>
    /// <param name="toTheEnd">Whether the points after one that threw are answered all the same.</param>
    /// <returns>Whether nothing was thrown.</returns>
    [MethodImpl(Hot.Path)]
    internal virtual bool Answer(Request request, Evaluation?[] answers, Exception?[] errors, bool toTheEnd)
    {
        var well = true;
        var i = 0;
        do
        {
            try
            {
                for (; i < answers.Length; i++) AnswerAt(request, i, answers);
            }
            catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
            {
                errors[i++] = error;
                well = false;
            }
        } while (i < answers.Length && (well || toTheEnd));
        return well;
    }

    [MethodImpl(Hot.Path)]
    private void AnswerAt(Request request, int index, Evaluation?[] answers)
    {
        var point = request.PointSpan[index];
        if (request.Wants == Wants.Value)
        {
            var answer = answers[index] ??= new Evaluation.ValueOnly(0);
            answer.Value = Evaluate(point, request.Draw, []);
        }
        else
        {
            var answer = (Evaluation.ValueAndGradient)(answers[index] ??= new Evaluation.ValueAndGradient(0, Vector.Allocate(point.Count)));
            answer.Value = Evaluate(point, request.Draw, answer.Gradient.Writable);
        }
    }

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

    /// <summary>The function itself, without what <see cref="Regularized"/> and <see cref="EqualTo"/> have put around it.</summary>
    internal virtual Objective Innermost => this;

    /// <summary>The same objective with a penalty on all its coordinates, which values and gradients include. Zeros of an L1 are exact.</summary>
    /// <param name="l1">λ₁ ≥ 0: adds <c>λ₁ Σ|xᵢ|</c>.</param>
    /// <param name="l2">λ₂ ≥ 0: adds <c>λ₂ Σxᵢ²</c>.</param>
    public RegularizedObjective Regularized(double l1, double l2 = 0)
    {
        var regularized = new RegularizedObjective(this, l1, l2);
        regularized.Maximize = Maximize;
        return regularized;
    }

    /// <summary>The same objective under equations that its solution must fulfil.</summary>
    /// <param name="constraints">Functions of the same point that must be 0, at least one.</param>
    public EqualityConstrainedObjective EqualTo(params Objective[] constraints)
    {
        ArgumentNullException.ThrowIfNull(constraints);
        if (constraints.Length == 0) throw new ArgumentException("Give at least one function that must be 0.", nameof(constraints));
        var constrained = new EqualityConstrainedObjective(this, constraints);
        constrained.Maximize = Maximize;
        return constrained;
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
        FunctionObjective.FromValue(name, dimension, function, differentiation);

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

    private Vector Fitting(Vector point)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (Dimension != 0 && point.Count != Dimension)
            throw new ArgumentException($"{Name} takes {Dimension} coordinates, and the point {point} has {point.Count}.", nameof(point));
        return point;
    }
}
