using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Everything;

/// <summary>What a problem has beside its objective, one column of the table.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Change">From the plain problem of some coordinates to this one.</param>
/// <param name="Start">Where runs begin.</param>
internal sealed record Shape(string Name, Func<Problem, Problem> Change, Func<int, Vector> Start)
{
    private static readonly Func<int, Vector> Usual = dimension => Vector.Init(dimension, i => 0.3 + 0.1 * i);

    private static readonly Objective Sum =
        Objective.FromGradient("sum", 0, x => x.Sum() - 0.5, x => Vector.Repeat(x.Count, 1));

    public static IReadOnlyList<Shape> All { get; } =
    [
        new("plain", problem => problem, Usual),
        new("scaled", problem => problem.ScaledBy(Sizes(problem)), Usual),
        new("boxed", problem => problem.KeptWithin(Box.Of(0.1, 0.55)), Usual),
        new("scaled and boxed", problem => problem.KeptWithin(Box.Of(0.1, 0.55)).ScaledBy(Sizes(problem)), Usual),
        new("simplex", problem => problem.KeptWithin(new Simplex(1)), dimension => Vector.Repeat(dimension, 1.0 / dimension)),
        new("ball", problem => problem.KeptWithin(new Ball(0.5)), dimension => Vector.Repeat(dimension, 0.2)),
        new("equations", problem => problem.EqualTo(Sum), Usual),
        new("penalised", problem => problem.Penalized(0.05, 0.02), Usual),
        new("maximised", problem => problem.WithObjective(Negative((LeastSquares)problem.Objective)), Usual),
    ];

    public static Shape Of(string name) => All.First(shape => shape.Name == name);

    private static Vector Sizes(Problem problem) => Vector.Init(problem.Objective.Dimension, i => 0.7 + i);

    /// <summary>The largest value of minus the function lies where its own smallest does.</summary>
    private static Objective Negative(LeastSquares function) =>
        Objective.FromValueAndGradient("negative", function.Dimension, x => function.ValueAndGradient(x).Negated()).WithMaximize(true);
}
