using System.ComponentModel;
using System.Reflection;
using PSOptimize.Catalogues;
using PSOptimize.Constraints;
using PSOptimize.Methods.Constrained;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Decorators;

namespace PSOptimize.Methods;

/// <summary>
/// A method of optimisation: a set of hyperparameters, and what it makes of a problem. Each property with an initial value is a
/// hyperparameter; the cmdlets, completers and tables read them from there.
/// </summary>
/// <remarks>
/// Scale, direction and constraints are put around every method alike; what a method itself has to do is in <see cref="Solve"/>.
/// </remarks>
public abstract record Method : Parameterized
{
    /// <summary>All methods, found by their types: a public record that derives from <see cref="Method"/> is among them.</summary>
    public static Catalogue<Method> Catalogue { get; } = new(() => Records.Of<Method>().Select(Entry));

    /// <summary>The name of the method, that of its type.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>What rows and tables call this method with these hyperparameters; the name unless given.</summary>
    [Browsable(false)] public string Label { get => field ?? Name; init; } = null!;

    /// <summary>What the method needs at a point.</summary>
    public abstract Information Needs { get; }

    /// <summary>The number of coordinates that the method works in, or 0 for any number.</summary>
    public virtual int Dimension => 0;

    /// <summary>Whether the method can keep its points in a set.</summary>
    /// <param name="set">A box, a simplex or a ball.</param>
    public abstract bool CanKeepWithin(Projection set);

    /// <summary>A copy with some hyperparameters changed, by name; the others stay as they are.</summary>
    /// <param name="values">By name, of the hyperparameter's type.</param>
    /// <exception cref="ArgumentException">There is no such hyperparameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message says what would be right.</exception>
    public Method With(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        KeyValuePair<string, object?>[] given = [.. values];
        if (Array.Find(given, value => Parameter.Find(this, value.Key) is null).Key is { } unknown)
        {
            var own = string.Join(", ", Parameter.Of(this).Select(parameter => parameter.Name));
            throw new ArgumentException($"{Name} has no hyperparameter {unknown}: it has {own}.", nameof(values));
        }
        var copy = this with { };
        Description.Of(GetType()).Set(Name, copy, given);
        return copy;
    }

    /// <summary>The method at work on a problem.</summary>
    /// <param name="problem">An objective, or a problem that holds one.</param>
    /// <exception cref="ArgumentException">The method cannot solve such a problem; the message names what does not go together.</exception>
    public Solver Prepare(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (WhyNot(problem) is { } reason) throw new ArgumentException(reason, nameof(problem));
        problem = Supplied(problem);
        if (ComparesValues && problem.Objective.StepsPerEpoch > 1)
            throw new ArgumentException(
                $"{Name} compares the values of one function, and {problem.Objective.Name} shows another batch of rows at each step: "
                + "choose a first-order method such as Adam, or leave the size of batches out.",
                nameof(problem));
        if (problem.Within is { } set && !CanKeepWithin(set))
            throw new ArgumentException(
                $"{Name} cannot keep its points in {set}: choose a first-order method{(set is Box ? "" : ", or a box")}.", nameof(problem));
        if (problem.Within is Simplex && problem.Function.L1Weights is not null)
            throw new ArgumentException("An L1 is the same at every point of a simplex: leave one of the two out.", nameof(problem));
        if (problem.Constraints.Count > 0) CheckConstraints(problem);

        var minimised = problem.Objective.Maximize ? problem.WithObjective(problem.Objective.WithMaximize(false)) : problem;
        var unscaled = minimised.InScaledCoordinates();
        var solver = Solve(KeepsConstraints ? unscaled : unscaled.EqualTo().AtMost());
        if (problem.Constraints.Count > 0 && !KeepsConstraints)
            solver = new AugmentedLagrangianSolver(solver, unscaled, problem.EquationWeight);
        if (problem.Scale is not null) solver = new ScaledSolver(solver, minimised, problem.Scale);
        return problem.Objective.Maximize ? new MaximizingSolver(solver, problem) : solver;
    }

    /// <summary>The method at work on an objective that is evaluated elsewhere.</summary>
    public Solver Prepare() => Prepare(Objective.AnsweredElsewhere("the objective"));

    /// <summary>Whether the method itself says when it has nothing more to do: at a minimum, or where rounding hides any.</summary>
    public virtual bool EndsByItself => false;

    /// <summary>About how many numbers a state and the points that it asks for have; by default as many as a point.</summary>
    /// <param name="dimension">The number of coordinates.</param>
    protected internal virtual double Extent(int dimension) => dimension;

    /// <summary>Whether the method itself keeps equations and inequalities; else an augmented Lagrangian is put around it.</summary>
    internal virtual bool KeepsConstraints => false;

    /// <summary>Whether it compares the values of several evaluations, so that each must be of the same function.</summary>
    internal virtual bool ComparesValues => EndsByItself;

    /// <summary>Whether the rate that the method gives a coordinate can only fall, because it forgets no gradient.</summary>
    internal virtual bool RateOnlyFalls => false;

    private static Entry<Method> Entry(Type type)
    {
        var about = type.GetCustomAttribute<AboutAttribute>();
        // A method that takes more than hyperparameters, such as a chain, is not chosen by its name.
        var usual = Description.Of(type).Default as Method;
        return Records.Entry<Method>(
            type, usual?.Name ?? type.Name, about?.Summary, about?.Reference, isListed: usual is not null, about?.Use);
    }

    /// <summary>
    /// Why the method cannot solve a problem although it could be told all that it needs, and what to do; null if it can.
    /// </summary>
    /// <param name="problem">Any problem.</param>
    protected virtual string? WhyNot(Problem problem) => null;

    /// <summary>What <see cref="WhyNot"/> says, for a method that has this one inside.</summary>
    internal string? Refusal(Problem problem) => WhyNot(problem);

    /// <summary>The method's own solver.</summary>
    /// <param name="problem">
    /// A problem to be minimised, without scale, and without constraints unless the method keeps them: those are put around the solver. Its
    /// set, if there is one, is one that the method can keep its points in.
    /// </param>
    protected abstract Solver Solve(Problem problem);

    /// <summary>The problem with what the method needs of its objective: differences of gradients give Hessian products.</summary>
    private Problem Supplied(Problem problem)
    {
        var offers = problem.Function.Offers;
        // The largest value of a sum of squares is no least-squares problem.
        if (problem.Objective.Maximize) offers &= ~(Information.Residuals | Information.Jacobian);
        var missing = Needs & ~offers;
        if (missing == Information.HessianProduct && (offers & Information.Gradient) != 0)
            return problem.WithObjective(new HessianProductObjective(problem.Objective));
        if (missing == Information.Gradient)
            throw new ArgumentException(
                $"{problem.Objective.Name} has no gradient, and {Name} needs one: "
                + "choose a method that needs none, or give the objective one.",
                nameof(problem));
        return missing == 0 ? problem : throw new ArgumentException(
            $"{Name} needs {InformationText.In(missing)}, and {problem.Objective.Name} offers {InformationText.In(offers)}: "
            + "choose another method.",
            nameof(problem));
    }

    private void CheckConstraints(Problem problem)
    {
        if ((Needs & Information.Gradient) == 0)
            throw new ArgumentException(
                $"{Name} uses no gradients and cannot follow equations or inequalities: choose a first-order method, or none.",
                nameof(problem));
        if ((Needs & ~(Information.Value | Information.Gradient)) != 0)
            throw new ArgumentException(
                $"{Name} needs {InformationText.In(Needs)}, and constraints give values and gradients alone: "
                + "choose a first-order method, or none.",
                nameof(problem));
        if (problem.Function.L1Weights is not null)
            throw new ArgumentException(
                $"{problem.Objective.Name} has an L1 whose zeros are exact, and under constraints they need not be zeros: "
                + "leave one of the two out.",
                nameof(problem));
        if (problem.Constraints.FirstOrDefault(constraint => (constraint.Offers & Information.Gradient) == 0) is { } flat)
            throw new ArgumentException(
                $"The constraint {flat.Name} has no gradient, which the Lagrangian follows: give it one.", nameof(problem));
    }
}
