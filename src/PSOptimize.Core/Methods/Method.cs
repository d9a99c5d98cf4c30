using System.Reflection;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// A method of optimisation: pure functions over an immutable <see cref="State"/>. The objective stays outside, so a program, a
/// remote machine or a person can answer the requests.
/// </summary>
/// <remarks>
/// The loop is <c>state = Start(point, key)</c>, then again and again <c>state = Tell(state, answers to Ask(state))</c>.
/// Methods minimise; to maximise, tell the negated evaluations. A derived record is a set of hyperparameters: each property
/// with an initial value is one, and the cmdlets, completers and tables read them from there.
/// </remarks>
public abstract record Method
{
    /// <summary>The name of the method, that of its type.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>What rows and tables call this method with these hyperparameters; the name unless given.</summary>
    public string Label { get => field ?? Name; init; } = null!;

    /// <summary>What the method needs at a point.</summary>
    public abstract Wants Wants { get; }

    /// <summary>The number of coordinates that the method works in, or 0 where it takes any number.</summary>
    public virtual int Dimension => 0;

    /// <summary>A copy with some hyperparameters changed, by name; the others stay as they are.</summary>
    /// <param name="values">By name, of the hyperparameter's type.</param>
    /// <exception cref="ArgumentException">There is no such hyperparameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message says what would be right.</exception>
    public Method With(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var copy = this with { };
        foreach (var (name, value) in values)
        {
            var property = GetType().GetProperty(name);
            if (property?.SetMethod is not { IsPublic: true } setter || !Has(name))
                throw new ArgumentException(
                    $"{Name} has no hyperparameter {name}: it has {string.Join(", ", Hyperparameter.Of(this).Select(parameter => parameter.Name))}.", nameof(values));
            // The copy is still nobody else's, so that setting an init-only property is construction.
            setter.Invoke(copy, BindingFlags.DoNotWrapExceptions, null, [value], null);
        }
        return copy;
    }

    /// <summary>
    /// This method, made ready for an objective: some must know of it more than its values and gradients say, such as where it has
    /// kinks or constraints. Whoever runs a method on an objective calls this first; for most pairs it changes nothing.
    /// </summary>
    /// <param name="objective">What will be optimised.</param>
    public virtual Method For(Objective objective) =>
        objective is EqualityConstrainedObjective constrained ? new AugmentedLagrangian(For(constrained.Function), constrained) : this;

    /// <summary>Whether a hyperparameter of its type plays a part in this method; most do.</summary>
    internal virtual bool Has(string hyperparameter) => true;

    /// <summary>The set that the method keeps its points in, where it has one.</summary>
    internal virtual Constraints.Projection? Set => null;

    /// <summary>This method with what it knows of the coordinates divided by their typical sizes.</summary>
    internal virtual Method Inside(Vector scale) => this;

    /// <summary>The state before the first transition.</summary>
    /// <param name="point">The starting point, finite, of at least one coordinate.</param>
    /// <param name="key">Where the method's draws come from; methods without chance ignore it.</param>
    public State Start(Vector point, Key key = default)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point.Count == 0) throw new ArgumentException("The starting point needs at least one coordinate.", nameof(point));
        if (Dimension != 0 && point.Count != Dimension)
            throw new ArgumentException($"{Name} works in a space of {Dimension}, and the starting point {point} has {point.Count} coordinates: choose another method.", nameof(point));
        if (!point.IsFinite()) throw new ArgumentException($"Every coordinate of the starting point must be a finite number; it is {point}.", nameof(point));
        return Begin(point, key);
    }

    /// <summary>Which points the state wants evaluated for the next transition.</summary>
    /// <param name="state">A state of this method.</param>
    public abstract Request Ask(State state);

    /// <summary>The next state. Changes nothing that is passed in.</summary>
    /// <param name="state">A state of this method.</param>
    /// <param name="evaluations">One a point of <see cref="Ask"/>, in order, with what it wants.</param>
    public abstract State Tell(State state, params Evaluation[] evaluations);

    /// <summary>The point that the method recommends: where it stands, unless it averages.</summary>
    /// <param name="state">A state of this method.</param>
    public virtual Vector Answer(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Point;
    }

    /// <summary>This method at work on <c>x/s</c>; the points that it asks for, and its states, are in the units of x.</summary>
    /// <param name="scale">s: the typical size of each coordinate, finite and above 0.</param>
    public Method WithScale(Vector scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return new ScaledMethod(this, scale);
    }

    /// <summary>The state at a valid starting point.</summary>
    /// <param name="point">Finite, of at least one coordinate.</param>
    /// <param name="key">Where draws come from.</param>
    protected abstract State Begin(Vector point, Key key);

    /// <summary>
    /// The transition of a run that owns the state: like <see cref="Tell"/>, to the last bit, but free to reuse the memory of
    /// the state, except its point and the best point.
    /// </summary>
    internal virtual State Advance(State state, Evaluation[] evaluations, Vector best) => Tell(state, evaluations);

    /// <summary>How many transitions the method makes; most go on for as long as they are asked.</summary>
    internal virtual long Transitions => long.MaxValue;

    /// <summary>Whether the method itself deals with values and gradients that are not finite.</summary>
    internal virtual bool BearsNonFinite => false;

    /// <summary>Like <see cref="Ask"/>, for a run that owns the state: the request may be the same object each time.</summary>
    internal virtual Request AskOwned(State state) => Ask(state);

    /// <summary>The state as its own type, or an exception that says which method it is of.</summary>
    /// <typeparam name="T">The state type of the method.</typeparam>
    /// <param name="state">The state that was passed in.</param>
    protected T Own<T>(State state) where T : State
    {
        ArgumentNullException.ThrowIfNull(state);
        return state as T
            ?? throw new ArgumentException($"{Name} cannot continue a {state.GetType().Name}: pass a state that {Name} made.", nameof(state));
    }

    /// <summary>The evaluations, checked for number and content against what was asked.</summary>
    /// <param name="evaluations">What was told.</param>
    /// <param name="count">How many points were asked.</param>
    /// <param name="dimension">The length of a gradient.</param>
    protected Evaluation[] Fitting(Evaluation[] evaluations, int count, int dimension)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        if (evaluations.Length != count)
            throw new ArgumentException($"{Name} asked for {count} evaluations and was told {evaluations.Length}.", nameof(evaluations));
        if (Wants == Wants.Value) return evaluations;
        foreach (var evaluation in evaluations)
        {
            if (evaluation is not Evaluation.ValueAndGradient both)
                throw new ArgumentException($"{Name} needs the gradient as well: tell Evaluation.Of(value, gradient).", nameof(evaluations));
            if (both.Gradient.Count != dimension)
                throw new ArgumentException($"The gradient must have {dimension} elements; it has {both.Gradient.Count}.", nameof(evaluations));
        }
        return evaluations;
    }
}
