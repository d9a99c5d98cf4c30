using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Constraints;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Objectives.Decorators;

/// <summary>
/// An objective with equations <c>hⱼ(x) = 0</c> and inequalities <c>gⱼ(x) ≤ 0</c>: the value and the gradient are those of the objective,
/// accompanied by the values and the Jacobian of the constraints, equations first. Its metrics measure how far a point is from a solution,
/// within a set if there is one.
/// </summary>
internal sealed class ConstrainedObjective(
    Objective inner, IReadOnlyList<Objective> equations, IReadOnlyList<Objective> inequalities, Projection? within)
    : ObjectiveDecorator(inner)
{
    private readonly Objective[] _constraints = [.. equations, .. inequalities];

    public override Information Offers => Inner.Offers | Information.Equations;

    /// <summary>The largest violation, and the norm of the residual of the Lagrange conditions with the best multipliers.</summary>
    public override ReadOnlyCollection<string> MetricNames { get; } = ["Violation", "LagrangeResidual"];

    public override string RankingMetric => "LagrangeResidual";

    public override bool RankingIncreases => false;

    public override long MetricsEvery => 1;

    internal override IEnumerable<Objective> Parts => base.Parts.Concat(_constraints.SelectMany(constraint => constraint.Parts));

    protected override Objective WithInner(Objective other) => new ConstrainedObjective(other, equations, inequalities, within);

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        Inner.Evaluate(query with { Wanted = query.Wanted & ~Information.Equations }, draw, answer);
        if (!answer.Wants(Information.Equations)) return;
        var point = query.Point;
        Evaluation[] known = [.. _constraints.Select(constraint => constraint.ValueAndGradient(point))];
        answer.Equations = Vector.OfSeq(known.Select(constraint => constraint.Value));
        answer.EquationJacobian = Vectors.Matrix.OfRows([.. known.Select(constraint => constraint.Gradient)]);
    }

    protected internal override Vector Measure(Vector point, Draw draw, bool full)
    {
        Evaluation[] known = [.. _constraints.Select(constraint => constraint.ValueAndGradient(point))];
        double[] violations = [.. known.Select((constraint, j) =>
            j < equations.Count ? Math.Abs(constraint.Value) : Math.Max(0, constraint.Value))];
        double[] rooms = [.. known.Select((constraint, j) => j < equations.Count ? 0 : Math.Max(0, -constraint.Value))];
        var gradient = Inner.ValueAndGradient(point).Gradient;
        if (!gradient.IsFinite() || known.Any(constraint => !double.IsFinite(constraint.Value) || !constraint.Gradient.IsFinite()))
            return Vector.Create(violations.Max(), double.NaN);
        var multipliers = Multipliers(Along(point, gradient), [.. known.Select(constraint => Along(point, constraint.Gradient))], rooms);
        var squares = violations.Sum(violation => violation * violation);
        for (var j = 0; j < known.Length; j++)
        {
            gradient += multipliers[j] * known[j].Gradient;
            squares += Math.Pow(multipliers[j] * rooms[j], 2);
        }
        var rest = Feasible(within, point, gradient).Norm();
        return Vector.Create(violations.Max(), Math.Sqrt(squares + rest * rest));
    }

    /// <summary>The part of a gradient that a descent step within a set can follow: −P(−g), P projecting onto the tangent cone.</summary>
    internal static Vector Feasible(Projection? within, Vector point, Vector gradient)
    {
        if (within is null) return gradient;
        var direction = -gradient;
        within.Tangent(point.AsSpan(), direction.Writable);
        return -direction;
    }

    /// <summary>What of a gradient counts within the set: in a box, the coordinates that are not at a bound.</summary>
    private Vector Along(Vector point, Vector gradient)
    {
        if (within is not Box box) return Feasible(within, point, gradient);
        var bounds = box.ForDimension(point.Count);
        return Vector.Init(point.Count, i => bounds.Lower[i] < point[i] && point[i] < bounds.Upper[i] ? gradient[i] : 0);
    }

    /// <summary>
    /// The multipliers with which the gradient of the Lagrangian is shortest: those of inequalities are not negative, and the less room
    /// one has, the larger its multiplier may be.
    /// </summary>
    private Vector Multipliers(Vector gradient, Vector[] normals, double[] rooms)
    {
        var multipliers = new double[normals.Length];
        List<int> used = [.. Enumerable.Range(0, normals.Length)];
        while (used.Count > 0)
        {
            var system = Matrix<double>.Build.Dense(gradient.Count + rooms.Length, used.Count, (row, column) =>
                row < gradient.Count ? normals[used[column]][row] : row - gradient.Count == used[column] ? rooms[used[column]] : 0);
            var right = Vector<double>.Build.Dense(
                system.RowCount, row => row < gradient.Count ? -gradient[row] : 0);
            // In units in which no square overflows, powers of 2 that change no digit.
            var (steep, tall) = (UnitOf(system.Enumerate()), UnitOf(right));
            var solution = (system / steep).PseudoInverse() * (right / tall) * (tall / steep);
            var negative = Enumerable.Range(0, used.Count)
                .Where(column => used[column] >= equations.Count && solution[column] < 0).ToList();
            if (negative.Count == 0)
            {
                for (var column = 0; column < used.Count; column++) multipliers[used[column]] = solution[column];
                break;
            }
            used.RemoveAt(negative.MinBy(column => solution[column]));
        }
        return Vector.Create(multipliers);

        static double UnitOf(IEnumerable<double> numbers) =>
            numbers.Max(Math.Abs) is var largest && largest > 0 ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
    }
}
