using PSOptimize.Constraints;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Constraints;

/// <summary>A projection is idempotent, feasible and nearest.</summary>
public class ProjectionTests
{
    private static readonly Projection[] Sets = [new Simplex(), new Simplex(2.5), new Ball(1.5), Box.Of(-1, 2), Projection.NonNegative];

    /// <summary>Two points of 1 to 12 coordinates.</summary>
    private static (Vector Point, Vector Other) Points(Key key)
    {
        var count = 1 + key.Integer(12);
        Vector Point(Key own) => Vector.Init(count, i => (own.Integer(8001, i) - 4000) / 997.0);
        return (Point(key.Fold(0)), Point(key.Fold(1)));
    }

    [Property]
    public void Idempotent_feasible_and_nearest(Key key) => Assert.All(Sets, set =>
    {
        var pair = Points(key);
        var nearest = set.Project(pair.Point);
        Assert.Equal(nearest, set.Project(nearest));
        Assert.True(Contains(set, nearest), $"{nearest} is not within {set}");
        // The nearest point p to x satisfies (x − p)·(y − p) ≤ 0 for every y of the set.
        var other = set.Project(pair.Other);
        Assert.True((pair.Point - nearest).Dot(other - nearest) <= 1e-12, $"{other} is nearer to {pair.Point} than {nearest}");
    });

    [Property]
    public void A_tangent_direction_is_the_limit_of_short_projected_steps(Key key) => Assert.All(Sets.Where(set => set.Couples), set =>
    {
        var pair = Points(key);
        var point = set.Project(pair.Point);
        var direction = pair.Other.ToArray();
        set.Tangent(point.AsSpan(), direction);
        const double step = 1e-7;
        var limit = (set.Project(point + step * pair.Other) - point) / step;
        Assert.True(
            (limit - Vector.Create(direction)).Norm() < 1e-5 * (1 + pair.Other.Norm()), $"{Vector.Create(direction)} should be {limit}");
    });

    private static bool Contains(Projection set, Vector point) => set switch
    {
        Simplex simplex => point.AsSeq().All(x => x >= 0) && Math.Abs(point.Sum() - simplex.Sum) <= 1e-14 * simplex.Sum,
        Ball ball => point.Norm() <= ball.Radius * (1 + 1e-15),
        Box box => box.Contains(point),
        _ => false,
    };
}
