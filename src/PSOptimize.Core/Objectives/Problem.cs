using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Objectives.Decorators;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// What is to be solved, as one value: an objective with its direction, the set and the equations that a solution must fulfil, a penalty, and
/// the scale of the coordinates. A method is prepared for it.
/// </summary>
/// <example><code>
/// var entropy = Objective.FromValue("−entropy", 6, p => p.AsSeq().Sum(x => x * Math.Log(x)));
/// var sum = Objective.FromValue("sum", 6, p => p.Sum() - 1);
/// var mean = Objective.FromValue("mean", 6, p => p.Dot(Vector.Create(1, 2, 3, 4, 5, 6)) - 4.5);
/// var run = Optimizer.Run(Problem.Of(entropy).EqualTo(sum, mean), new Adam { LearningRate = 0.01 }, Vector.Repeat(6, 1.0 / 6));
/// </code></example>
public sealed record Problem
{
    private Objective? _function;

    private Problem(Objective objective) => Objective = objective;

    // A copy is about to be changed, so that it composes its function anew.
    private Problem(Problem other)
    {
        (Objective, Within, Equations, EquationWeight) = (other.Objective, other.Within, other.Equations, other.EquationWeight);
        (Penalty, Scale) = (other.Penalty, other.Scale);
    }

    /// <summary>The function; <see cref="Objectives.Objective.Maximize"/> says whether its largest value is sought.</summary>
    public Objective Objective { get; private init; }

    /// <summary>The set that every point is kept in, default none: a <see cref="Box"/>, a <see cref="Simplex"/> or a <see cref="Ball"/>.</summary>
    public Projection? Within { get; private init; }

    /// <summary>The functions that must be 0 at the solution; none by default.</summary>
    public ReadOnlyCollection<Objective> Equations { get; private init; } = [];

    /// <summary>ρ above 0, default 10: the curvature that the squares of the equations add to f; steps must suit it.</summary>
    public double EquationWeight { get; private init; } = 10;

    /// <summary>The penalty, default none.</summary>
    public Penalty? Penalty { get; private init; }

    /// <summary>The typical size of each coordinate, above 0, default none: methods work on x divided by it.</summary>
    public Vector? Scale { get; private init; }

    /// <summary>A problem of an objective alone.</summary>
    /// <param name="objective">The objective.</param>
    public static Problem Of(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return new Problem(objective);
    }

    /// <summary>A problem of an objective alone.</summary>
    public static implicit operator Problem(Objective objective) => Of(objective);

    /// <summary>The same problem with every point kept in a set.</summary>
    /// <param name="set">A box, a simplex or a ball; null for none.</param>
    public Problem KeptWithin(Projection? set) => this with { Within = set };

    /// <summary>The same problem with equations that its solution must fulfil.</summary>
    /// <param name="equations">Functions of the same point that must be 0; none takes them away.</param>
    /// <exception cref="ArgumentException">One takes another number of coordinates.</exception>
    public Problem EqualTo(params Objective[] equations)
    {
        ArgumentNullException.ThrowIfNull(equations);
        foreach (var equation in equations)
            if (equation.Dimension != 0 && Objective.Dimension != 0 && equation.Dimension != Objective.Dimension)
                throw new ArgumentException(
                    $"{equation.Name} takes {equation.Dimension} coordinates, and {Objective.Name} takes {Objective.Dimension}.", nameof(equations));
        return this with { Equations = [.. equations] };
    }

    /// <summary>The same problem with another weight of the squares of its equations in the augmented Lagrangian.</summary>
    /// <param name="weight">ρ above 0.</param>
    public Problem WithEquationWeight(double weight) => this with { EquationWeight = Require.Positive(weight, nameof(weight)) };

    /// <summary>The same problem with a penalty on all coordinates, which values and gradients include.</summary>
    /// <param name="l1">λ₁ ≥ 0: <c>λ₁ Σ|xᵢ|</c>, whose zeros are exact.</param>
    /// <param name="l2">λ₂ ≥ 0: <c>λ₂ Σxᵢ²</c>.</param>
    public Problem Penalized(double l1, double l2 = 0) => this with { Penalty = l1 == 0 && l2 == 0 ? null : new Penalty(l1, l2) };

    /// <summary>The same problem in coordinates divided by their typical sizes. Points that are asked for and shown stay as they are.</summary>
    /// <param name="scale">s: finite and above 0; null for none.</param>
    /// <exception cref="ArgumentException">A size is not.</exception>
    /// <remarks>The change of variables of Dennis and Schnabel 1983, "Numerical methods for unconstrained optimization", §7.1.</remarks>
    public Problem ScaledBy(Vector? scale)
    {
        if (scale is not null)
            foreach (var size in scale.AsSpan())
                if (!(double.IsFinite(size) && size > 0))
                    throw new ArgumentException($"Each typical size must be a finite number above 0; they are {scale}.", nameof(scale));
        return this with { Scale = scale };
    }

    /// <summary>The same problem of another objective.</summary>
    /// <param name="objective">The objective.</param>
    public Problem WithObjective(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return this with { Objective = objective };
    }

    /// <summary>Answers a request: one evaluation per query, penalty and equations included.</summary>
    /// <param name="request">What a solver of this problem asks.</param>
    public Evaluation[] Answer(Request request) => Function.Answer(request);

    /// <summary>The objective with penalty and equations: what is evaluated.</summary>
    internal Objective Function => _function ??= Composed();

    /// <summary>Equal if the objective is the same, and all else is equal.</summary>
    /// <param name="other">The other problem.</param>
    public bool Equals(Problem? other) => other is not null && Objective.Equals(other.Objective) && Equals(Within, other.Within)
        && EquationWeight.Equals(other.EquationWeight) && Equals(Penalty, other.Penalty) && Equals(Scale, other.Scale) && Equations.SequenceEqual(other.Equations);

    private Objective Composed()
    {
        var function = Penalty is null ? Objective : new PenalizedObjective(Objective, Penalty);
        return Equations.Count == 0 ? function : new EquationsObjective(function, Equations, Within);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Objective, Within, Penalty, Scale, Equations.Count);
}
