using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.DerivativeFree;

/// <summary>The moves of the simplex and of the pattern search, worked out by hand.</summary>
public class SimplexAndPatternTests
{
    // The vertices (0, 0), (1, 0), (0, 1) have the values 3, 2, 1: the first is the worst, the centroid of the others (½, ½), its mirror
    // image (1, 1).
    private static readonly NelderMead Classical = new() { Size = 1, Adaptive = false };

    private static State Triangle(NelderMead method) => Tell(method, method.Start(Vector.Create(0, 0)), 3, 2, 1);

    private static State Tell(Method method, State state, params double[] values) => method.Tell(state, [.. values.Select(Evaluation.Of)]);

    private static Vector[] Asked(Method method, State state) => [.. method.Ask(state).Points];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_worst_vertex_is_reflected(bool adaptive)
    {
        var method = Classical with { Adaptive = adaptive };
        Assert.Equal([Vector.Create(0, 0), Vector.Create(1, 0), Vector.Create(0, 1)], Asked(method, method.Start(Vector.Create(0, 0))));
        Assert.Equal([Vector.Create(1, 1)], Asked(method, Triangle(method)));
    }

    // What the reflection has for a value, and where the next trial is.
    [Theory]
    [InlineData(0.5, 1.5, 1.5)] // The best so far: expand, c + 2(c − w).
    [InlineData(1.5, 0, 2)] // Better than the second worst: it stands, and (1, 0) is reflected at (½, 1).
    [InlineData(2.5, 0.75, 0.75)] // Better than the worst only: contract outside, c + ½(c − w).
    [InlineData(3, 0.25, 0.25)] // No better: contract inside, c − ½(c − w).
    public void The_value_of_the_reflection_decides(double value, double x, double y)
    {
        // With two coordinates the coefficients of Gao and Han are the classical ones.
        foreach (var method in (NelderMead[])[Classical, Classical with { Adaptive = true }])
            Assert.Equal([Vector.Create(x, y)], Asked(method, Tell(method, Triangle(method), value)));
    }

    [Fact]
    public void An_expansion_stands_where_it_is_lower_than_the_reflection()
    {
        var expanded = Tell(Classical, Triangle(Classical), 0.5);
        Assert.Equal(Vector.Create(1.5, 1.5), Tell(Classical, expanded, 0.4).Point);
        Assert.Equal(Vector.Create(1, 1), Tell(Classical, expanded, 0.6).Point);
    }

    [Fact]
    public void A_failed_contraction_shrinks_the_simplex_towards_the_best()
    {
        var inside = Tell(Classical, Triangle(Classical), 4);
        Assert.Equal([Vector.Create(0.5, 0.5), Vector.Create(0, 0.5)], Asked(Classical, Tell(Classical, inside, 3)));
        var outside = Tell(Classical, Triangle(Classical), 2.5);
        Assert.Equal([Vector.Create(0.5, 0.5), Vector.Create(0, 0.5)], Asked(Classical, Tell(Classical, outside, 2.6)));
    }

    [Fact]
    public void The_coefficients_follow_the_dimension()
    {
        // Gao and Han 2012, eq. 4.1, for n = 4: 1, 1 + 2/n = 1.5, ¾ − 1/2n = 0.625, 1 − 1/n = 0.75.
        var method = new NelderMead { Size = 1 };
        var simplex = Tell(method, method.Start(Vector.Zero(4)), 9, 1, 2, 3, 4);
        // The centroid of the four unit vectors is ¼ everywhere, the worst vertex is 0.
        Vector All(double x) => Vector.Repeat(4, x);
        Assert.Equal([All(0.5)], Asked(method, simplex));
        Assert.Equal([All(0.25 * 2.5)], Asked(method, Tell(method, simplex, 0)));
        Assert.Equal([All(0.25 * 1.625)], Asked(method, Tell(method, simplex, 5)));
        Assert.Equal([All(0.25 * 0.375)], Asked(method, Tell(method, simplex, 9.5)));
        var shrunk = Asked(method, Tell(method, Tell(method, simplex, 9.5), 10));
        // The best vertex is (1, 0, 0, 0): the next one, (0, 1, 0, 0), comes three quarters as near.
        Assert.Equal(Vector.Create(0.25, 0.75, 0, 0), shrunk[0]);
    }

    [Fact]
    public void A_pattern_looks_along_the_coordinates_and_halves_its_distance()
    {
        // In sizes of the coordinates at the start.
        var method = new PatternSearch { Radius = 0.2 };
        var state = method.Start(Vector.Create(5, 5));
        Vector[] first = [Vector.Create(5, 5), Vector.Create(6, 5), Vector.Create(4, 5), Vector.Create(5, 6), Vector.Create(5, 4)];
        Assert.Equal(first, Asked(method, state));
        // (4, 5) is the lowest: the next look is around it, and once more as far.
        var moved = Tell(method, state, 5, 6, 4, 7, 8);
        Assert.Equal(Vector.Create(4, 5), moved.Point);
        Vector[] second = [Vector.Create(5, 5), Vector.Create(3, 5), Vector.Create(4, 6), Vector.Create(4, 4), Vector.Create(3, 5)];
        Assert.Equal(second, Asked(method, moved));
        var stuck = Tell(method, moved, 5, 4, 6, 7, 4);
        Assert.Equal(Vector.Create(4, 5), stuck.Point);
        Assert.Equal([Vector.Create(4.5, 5), Vector.Create(3.5, 5), Vector.Create(4, 5.5), Vector.Create(4, 4.5)], Asked(method, stuck));
    }
}
