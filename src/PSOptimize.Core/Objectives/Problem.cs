using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Objectives.Decorators;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// An optimisation problem as an immutable value: an objective with its direction, a set, equations and inequalities that the solution must
/// satisfy, a penalty, and the scale of the coordinates.
/// </summary>
/// <example><code>
/// var entropy = Objective.FromValue("−entropy", 6, p => p.AsSeq().Sum(x => x * Math.Log(x)));
/// var sum = Objective.FromValue("sum", 6, p => p.Sum() - 1);
/// var mean = Objective.FromValue("mean", 6, p => p.Dot(Vector.Create(1, 2, 3, 4, 5, 6)) - 4.5);
/// var run = Optimizer.Run(Problem.Of(entropy).EqualTo(sum, mean), new Adam { LearningRate = 0.01 }, Vector.Repeat(6, 1.0 / 6));
/// </code></example>
public sealed record Problem
{
    /// <summary>ρ unless another is given.</summary>
    internal const double UsualEquationWeight = 10;

    private Objective? _function;
    private Vector? _units;

    private Problem(Objective objective) => Objective = objective;

    // The copy composes its function again, since a `with` expression is about to change it.
    private Problem(Problem other)
    {
        (Objective, Within, EquationWeight) = (other.Objective, other.Within, other.EquationWeight);
        (Equations, Inequalities) = (other.Equations, other.Inequalities);
        (Penalty, Scale, _units) = (other.Penalty, other.Scale, other._units);
    }

    /// <summary>The function to optimise; <see cref="Objectives.Objective.Maximize"/> is its direction.</summary>
    public Objective Objective { get; private init; }

    /// <summary>
    /// The set that all points must lie in: a <see cref="Box"/>, a <see cref="Simplex"/> or a <see cref="Ball"/>; default none.
    /// </summary>
    public Projection? Within { get; private init; }

    /// <summary>The equality constraints: functions that must be 0 at the solution; default none.</summary>
    public ReadOnlyCollection<Objective> Equations { get; private init; } = [];

    /// <summary>The inequality constraints: functions that must be at most 0 at the solution; default none.</summary>
    public ReadOnlyCollection<Objective> Inequalities { get; private init; } = [];

    /// <summary>
    /// ρ above 0, default 10: the weight of the squared equations in the augmented Lagrangian. Their curvature is added to that of the
    /// objective, and the learning rate must allow for it.
    /// </summary>
    public double EquationWeight { get; private init; } = UsualEquationWeight;

    /// <summary>The penalty, default none.</summary>
    public Penalty? Penalty { get; private init; }

    /// <summary>The typical size s of each coordinate, above 0; methods work on x/s. Default none.</summary>
    public Vector? Scale { get; private init; }

    /// <summary>A problem without penalty and scale, and without constraints but for those of a test problem.</summary>
    /// <param name="objective">The function to optimise. That of a test problem brings the constraints of it.</param>
    public static Problem Of(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var problem = new Problem(objective);
        return objective.Problem is not { IsConstrained: true } test ? problem
            : problem with { Within = test.Within, Equations = test.Equations, Inequalities = test.Inequalities };
    }

    /// <summary>Converts an objective to a problem; see <see cref="Of"/>.</summary>
    public static implicit operator Problem(Objective objective) => Of(objective);

    /// <summary>A copy with a set that all points must lie in.</summary>
    /// <param name="set">A box, a simplex or a ball; null for none.</param>
    public Problem KeptWithin(Projection? set) => this with { Within = set };

    /// <summary>A copy with equality constraints, which replace the present ones.</summary>
    /// <param name="equations">Functions that must be 0 at the solution; none removes the constraints.</param>
    /// <exception cref="ArgumentException">An equation has another number of coordinates than the objective.</exception>
    public Problem EqualTo(params Objective[] equations)
    {
        ArgumentNullException.ThrowIfNull(equations);
        return this with { Equations = Fitting(equations, nameof(equations)) };
    }

    /// <summary>A copy with inequality constraints, which replace the present ones.</summary>
    /// <param name="inequalities">Functions that must be at most 0 at the solution; none removes the constraints.</param>
    /// <exception cref="ArgumentException">An inequality has another number of coordinates than the objective.</exception>
    public Problem AtMost(params Objective[] inequalities)
    {
        ArgumentNullException.ThrowIfNull(inequalities);
        return this with { Inequalities = Fitting(inequalities, nameof(inequalities)) };
    }

    /// <summary>A copy with another weight of the squared equations in the augmented Lagrangian.</summary>
    /// <param name="weight">ρ above 0.</param>
    public Problem WithEquationWeight(double weight) => this with { EquationWeight = Require.Positive(weight, nameof(weight)) };

    /// <summary>
    /// A copy with a penalty on all coordinates, which values and gradients include; see <see cref="Objectives.Penalty"/>.
    /// </summary>
    /// <param name="l1">λ₁ ≥ 0, the weight of <c>Σ|xᵢ|</c>.</param>
    /// <param name="l2">λ₂ ≥ 0, the weight of <c>Σxᵢ²</c>; default 0.</param>
    public Problem Penalized(double l1, double l2 = 0) => this with { Penalty = l1 == 0 && l2 == 0 ? null : new Penalty(l1, l2) };

    /// <summary>
    /// A copy whose method works in coordinates divided by their typical sizes. Requests, states and trajectories remain in the original
    /// coordinates.
    /// </summary>
    /// <param name="scale">The typical sizes s, one per coordinate, finite and above 0; null for none.</param>
    /// <exception cref="ArgumentException">A size is not finite and above 0.</exception>
    /// <remarks>The change of variables of Dennis and Schnabel 1983, "Numerical methods for unconstrained optimization", §7.1.</remarks>
    public Problem ScaledBy(Vector? scale)
    {
        if (scale is not null)
            foreach (var size in scale.AsSpan())
                if (!(double.IsFinite(size) && size > 0))
                    throw new ArgumentException($"Each typical size must be a finite number above 0; they are {scale}.", nameof(scale));
        return this with { Scale = scale };
    }

    /// <summary>A copy with another objective.</summary>
    /// <param name="objective">The new objective.</param>
    public Problem WithObjective(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return this with { Objective = objective };
    }

    /// <summary>The same problem with actual functions in place of those that only stand for them.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="constraints">
    /// The equations, then the inequalities; those that the objective brings may be left out.
    /// </param>
    /// <returns>The problem; null if it has another number of constraints.</returns>
    internal Problem? WithFunctions(Objective objective, params ReadOnlySpan<Objective> constraints)
    {
        var (own, count) = (Of(objective), Equations.Count);
        if (constraints.Length == Constraints.Count) own = own.EqualTo().AtMost();
        var equations = Math.Clamp(count - own.Equations.Count, 0, constraints.Length);
        var whole = WithObjective(objective)
            .EqualTo([.. own.Equations, .. constraints[..equations]]).AtMost([.. own.Inequalities, .. constraints[equations..]]);
        return whole.Equations.Count == count && whole.Inequalities.Count == Inequalities.Count ? whole : null;
    }

    /// <summary>Answers a request: one evaluation per query, including penalty and equations.</summary>
    /// <param name="request">The request of a solver that was prepared for this problem.</param>
    public Evaluation[] Answer(Request request) => Function.Answer(request);

    /// <summary>The equations, then the inequalities.</summary>
    internal ReadOnlyCollection<Objective> Constraints => Inequalities.Count == 0 ? Equations : [.. Equations, .. Inequalities];

    /// <summary>The function that is evaluated: the objective with penalty and equations.</summary>
    internal Objective Function => _function ??= Composed();

    /// <summary>The weights of the L1 in the coordinates that the method works in; see <see cref="Objective.L1Weights"/>.</summary>
    internal Vector? L1Weights => Function.L1Weights is not { } weights || _units is null ? Function.L1Weights
        : weights.Count == 1 ? weights[0] * _units : weights.Times(_units);

    /// <summary>The problem as a method sees it that works on x/s: without a scale, its set and its L1 in these coordinates.</summary>
    internal Problem InScaledCoordinates() =>
        Scale is null ? this : this with { Within = Within?.InScaledCoordinates(Scale), Scale = null, _units = Scale };

    /// <summary>Two problems are equal if their objectives and everything else are.</summary>
    /// <param name="other">The other problem.</param>
    public bool Equals(Problem? other) => other is not null && Objective.Equals(other.Objective) && Equals(Within, other.Within)
        && EquationWeight.Equals(other.EquationWeight) && Equals(Penalty, other.Penalty) && Equals(Scale, other.Scale)
        && Equations.SequenceEqual(other.Equations) && Inequalities.SequenceEqual(other.Inequalities);

    private Objective Composed()
    {
        var function = Penalty is null ? Objective : new PenalizedObjective(Objective, Penalty);
        return Constraints.Count == 0 ? function : new ConstrainedObjective(function, Equations, Inequalities, Within);
    }

    private ReadOnlyCollection<Objective> Fitting(Objective[] constraints, string name)
    {
        foreach (var constraint in constraints)
            if (constraint.Dimension != 0 && Objective.Dimension != 0 && constraint.Dimension != Objective.Dimension)
                throw new ArgumentException(
                    $"{constraint.Name} takes {constraint.Dimension} coordinates, and {Objective.Name} takes {Objective.Dimension}.", name);
        return [.. constraints];
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Objective, Within, Penalty, Scale, Equations.Count, Inequalities.Count);
}
