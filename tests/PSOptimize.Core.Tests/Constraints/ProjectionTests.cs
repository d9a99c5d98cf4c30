using FsCheck;
using FsCheck.Fluent;
using PSOptimize.Vectors;

using PSOptimize.Constraints;

namespace PSOptimize.Tests.Constraints;

/// <summary>A projection is idempotent, feasible and nearest.</summary>
public class ProjectionTests
{
    private static readonly Gen<double> Number = Gen.Choose(-4000, 4000).Select(i => i / 997.0);

    private static Arbitrary<(Vector Point, Vector Other)> Points =>
        (from n in Gen.Choose(1, 12)
         from point in Number.ArrayOf(n)
         from other in Number.ArrayOf(n)
         select (Vector.Create(point), Vector.Create(other))).ToArbitrary();

    public static TheoryData<Projection> Sets => [new Simplex(), new Simplex(2.5), new Ball(1.5), Box.Of(-1, 2), Projection.NonNegative];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Idempotent_feasible_and_nearest(Projection set) => Prop.ForAll(Points, pair =>
    {
        var nearest = set.Project(pair.Point);
        Assert.Equal(nearest, set.Project(nearest));
        Assert.True(Contains(set, nearest), $"{nearest} is not within {set}");
        // The nearest point of a convex set sees every other point of it behind the plane through itself.
        var other = set.Project(pair.Other);
        Assert.True((pair.Point - nearest).Dot(other - nearest) <= 1e-12, $"{other} is nearer to {pair.Point} than {nearest}");
    }).Verify();

    [Theory]
    [MemberData(nameof(Sets))]
    public void Tangent_directions_are_those_in_which_a_short_step_is_feasible(Projection set) => Prop.ForAll(Points, pair =>
    {
        if (!set.Couples) return;
        var point = set.Project(pair.Point);
        var direction = pair.Other.ToArray();
        set.Tangent(point.AsSpan(), direction);
        const double step = 1e-7;
        var limit = (set.Project(point + step * pair.Other) - point) / step;
        Assert.True((limit - Vector.Create(direction)).Norm() < 1e-5 * (1 + pair.Other.Norm()), $"{Vector.Create(direction)} should be {limit}");
    }).Verify();

    private static bool Contains(Projection set, Vector point) => set switch
    {
        Simplex simplex => point.AsSeq().All(x => x >= 0) && Math.Abs(point.Sum() - simplex.Sum) <= 1e-14 * simplex.Sum,
        Ball ball => point.Norm() <= ball.Radius * (1 + 1e-15),
        Box box => box.Contains(point),
        _ => false,
    };
}
