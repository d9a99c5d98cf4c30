using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Everything;

/// <summary>The shape of a problem, such as its constraints: one column of the table.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Change">Turns a plain problem into one of this shape.</param>
/// <param name="Start">The starting point as a function of the dimension.</param>
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

    /// <summary>The negative function, to be maximised; its maximiser is the minimiser of the function.</summary>
    private static Objective Negative(LeastSquares function) =>
        Objective.FromValueAndGradient("negative", function.Dimension, x => function.ValueAndGradient(x).Negated()).WithMaximize(true);
}
