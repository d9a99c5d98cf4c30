using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.Constrained;

/// <summary>
/// Problems of Hock and Schittkowski 1981, "Test examples for nonlinear programming codes", by their numbers there, with the starts and the
/// optima of the book. Its inequalities g ≥ 0 stand here as −g ≤ 0.
/// </summary>
internal sealed record HockSchittkowski(int Number, Problem Problem, Vector Start, double Optimum)
{
    private const double Free = double.PositiveInfinity;

    public static IReadOnlyDictionary<int, HockSchittkowski> All { get; } = Problems().ToDictionary(problem => problem.Number);

    private static Real Square(Real x) => x * x;

    private static Real Cube(Real x) => x * x * x;

    private static Real Fourth(Real x) => Square(Square(x));

    private static Objective Exact(string name, int dimension, Func<Real[], Real> formula)
    {
        var function = DifferentiableFunction.Define(dimension, graph =>
            formula([.. Enumerable.Range(0, dimension).Select(i => graph.Point[i])]));
        return Objective.FromValueAndGradient(name, dimension, x =>
        {
            var gradient = new double[dimension];
            return Evaluation.Of(function.ValueAndGradient(x.AsSpan(), gradient), Vector.Create(gradient));
        });
    }

    private static HockSchittkowski Of(
        int number, double optimum, Vector start, Func<Real[], Real> function, Func<Real[], Real>[]? equal = null,
        Func<Real[], Real>[]? atLeast = null, Projection? within = null)
    {
        var n = start.Count;
        Objective[] equations = [.. (equal ?? []).Select((formula, j) => Exact($"h{j + 1}", n, formula))];
        Objective[] inequalities = [.. (atLeast ?? []).Select((formula, j) => Exact($"g{j + 1}", n, x => -formula(x)))];
        var problem = Problem.Of(Exact($"HS{number}", n, function)).KeptWithin(within).EqualTo(equations).AtMost(inequalities);
        return new HockSchittkowski(number, problem, start, optimum);
    }

    private static Box Between(Vector lower, Vector upper) => new(lower, upper);

    private static Real Valley(Real[] x) => 100 * Square(x[1] - Square(x[0])) + Square(1 - x[0]);

    private static Real Product(Real[] x) => x.Aggregate((product, next) => product * next);

    private static Real SumOfSquares(Real[] x) => x.Select(Square).Aggregate((sum, next) => sum + next);

    private static IEnumerable<HockSchittkowski> Problems()
    {
        yield return Of(1, 0, [-2, 1], Valley, within: Between([-Free, -1.5], [Free, Free]));
        // From this start the nearer of its two minima, which the book lists too.
        yield return Of(2, 4.941229318, [-2, 1], Valley, within: Between([-Free, 1.5], [Free, Free]));
        yield return Of(3, 0, [10, 1], x => x[1] + 1e-5 * Square(x[1] - x[0]), within: Between([-Free, 0], [Free, Free]));
        yield return Of(4, 8.0 / 3, [1.125, 0.125], x => Cube(x[0] + 1) / 3 + x[1], within: Between([1, 0], [Free, Free]));
        yield return Of(5, -Math.Sqrt(3) / 2 - Math.PI / 3, [0, 0],
            x => Real.Sin(x[0] + x[1]) + Square(x[0] - x[1]) - 1.5 * x[0] + 2.5 * x[1] + 1, within: Between([-1.5, -3], [4, 3]));
        yield return Of(6, 0, [-1.2, 1], x => Square(1 - x[0]), [x => 10 * (x[1] - Square(x[0]))]);
        yield return Of(7, -Math.Sqrt(3), [2, 2], x => Real.Log(1 + Square(x[0])) - x[1],
            [x => Square(1 + Square(x[0])) + Square(x[1]) - 4]);
        yield return Of(8, -1, [2, 1], x => -1 + 0 * x[0], [x => SumOfSquares(x) - 25, x => x[0] * x[1] - 9]);
        yield return Of(9, -0.5, [0, 0], x => Real.Sin(Math.PI * x[0] / 12) * Real.Cos(Math.PI * x[1] / 16), [x => 4 * x[0] - 3 * x[1]]);
        yield return Of(10, -1, [-10, 10], x => x[0] - x[1],
            atLeast: [x => -3 * Square(x[0]) + 2 * x[0] * x[1] - Square(x[1]) + 1]);
        yield return Of(11, -8.498464223, [4.9, 0.1], x => Square(x[0] - 5) + Square(x[1]) - 25, atLeast: [x => -Square(x[0]) + x[1]]);
        yield return Of(12, -30, [0, 0], x => 0.5 * Square(x[0]) + Square(x[1]) - x[0] * x[1] - 7 * x[0] - 7 * x[1],
            atLeast: [x => 25 - 4 * Square(x[0]) - Square(x[1])]);
        yield return Of(14, 9 - 2.875 * Math.Sqrt(7), [2, 2], x => Square(x[0] - 2) + Square(x[1] - 1),
            [x => x[0] - 2 * x[1] + 1], [x => -Square(x[0]) / 4 - Square(x[1]) + 1]);
        yield return Of(15, 306.5, [-2, 1], Valley,
            atLeast: [x => x[0] * x[1] - 1, x => x[0] + Square(x[1])], within: Between([-Free, -Free], [0.5, Free]));
        yield return Of(18, 5, [2, 2], x => 0.01 * Square(x[0]) + Square(x[1]),
            atLeast: [x => x[0] * x[1] - 25, x => SumOfSquares(x) - 25], within: Between([2, 0], [50, 50]));
        yield return Of(21, -99.96, [-1, -1], x => 0.01 * Square(x[0]) + Square(x[1]) - 100,
            atLeast: [x => 10 * x[0] - x[1] - 10], within: Between([2, -50], [50, 50]));
        yield return Of(22, 1, [2, 2], x => Square(x[0] - 2) + Square(x[1] - 1),
            atLeast: [x => -x[0] - x[1] + 2, x => -Square(x[0]) + x[1]]);
        yield return Of(26, 0, [-2.6, 2, 2], x => Square(x[0] - x[1]) + Fourth(x[1] - x[2]),
            [x => (1 + Square(x[1])) * x[0] + Fourth(x[2]) - 3]);
        yield return Of(27, 0.04, [2, 2, 2], x => 0.01 * Square(x[0] - 1) + Square(x[1] - Square(x[0])),
            [x => x[0] + Square(x[2]) + 1]);
        yield return Of(28, 0, [-4, 1, 1], x => Square(x[0] + x[1]) + Square(x[1] + x[2]), [x => x[0] + 2 * x[1] + 3 * x[2] - 1]);
        yield return Of(29, -16 * Math.Sqrt(2), [1, 1, 1], x => -Product(x),
            atLeast: [x => -Square(x[0]) - 2 * Square(x[1]) - 4 * Square(x[2]) + 48]);
        yield return Of(35, 1.0 / 9, [0.5, 0.5, 0.5],
            x => 9 - 8 * x[0] - 6 * x[1] - 4 * x[2] + 2 * Square(x[0]) + 2 * Square(x[1]) + Square(x[2]) + 2 * x[0] * x[1]
                + 2 * x[0] * x[2],
            atLeast: [x => 3 - x[0] - x[1] - 2 * x[2]], within: Projection.NonNegative);
        yield return Of(38, 0, [-3, -1, -3, -1],
            x => 100 * Square(x[1] - Square(x[0])) + Square(1 - x[0]) + 90 * Square(x[3] - Square(x[2])) + Square(1 - x[2])
                + 10.1 * (Square(x[1] - 1) + Square(x[3] - 1)) + 19.8 * (x[1] - 1) * (x[3] - 1),
            within: Box.Of(-10, 10));
        yield return Of(39, -1, [2, 2, 2, 2], x => -x[0],
            [x => x[1] - Cube(x[0]) - Square(x[2]), x => Square(x[0]) - x[1] - Square(x[3])]);
        yield return Of(40, -0.25, [0.8, 0.8, 0.8, 0.8], x => -Product(x),
            [x => Cube(x[0]) + Square(x[1]) - 1, x => Square(x[0]) * x[3] - x[2], x => Square(x[3]) - x[1]]);
        yield return Of(42, 28 - 10 * Math.Sqrt(2), [1, 1, 1, 1],
            x => Square(x[0] - 1) + Square(x[1] - 2) + Square(x[2] - 3) + Square(x[3] - 4),
            [x => x[0] - 2, x => Square(x[2]) + Square(x[3]) - 2]);
        yield return Of(43, -44, [0, 0, 0, 0],
            x => Square(x[0]) + Square(x[1]) + 2 * Square(x[2]) + Square(x[3]) - 5 * x[0] - 5 * x[1] - 21 * x[2] + 7 * x[3],
            atLeast:
            [
                x => 8 - SumOfSquares(x) - x[0] + x[1] - x[2] + x[3],
                x => 10 - Square(x[0]) - 2 * Square(x[1]) - Square(x[2]) - 2 * Square(x[3]) + x[0] + x[3],
                x => 5 - 2 * Square(x[0]) - Square(x[1]) - Square(x[2]) - 2 * x[0] + x[1] + x[3],
            ]);
        yield return Of(45, 1, [2, 2, 2, 2, 2], x => 2 - Product(x) / 120, within: Between([0, 0, 0, 0, 0], [1, 2, 3, 4, 5]));
        yield return Of(48, 0, [3, 5, -3, 2, -2], x => Square(x[0] - 1) + Square(x[1] - x[2]) + Square(x[3] - x[4]),
            [x => x[0] + x[1] + x[2] + x[3] + x[4] - 5, x => x[2] - 2 * (x[3] + x[4]) + 3]);
        yield return Of(50, 0, [35, -31, 11, 5, -5],
            x => Square(x[0] - x[1]) + Square(x[1] - x[2]) + Fourth(x[2] - x[3]) + Square(x[3] - x[4]),
            [x => x[0] + 2 * x[1] + 3 * x[2] - 6, x => x[1] + 2 * x[2] + 3 * x[3] - 6, x => x[2] + 2 * x[3] + 3 * x[4] - 6]);
        yield return Of(51, 0, [2.5, 0.5, 2, -1, 0.5],
            x => Square(x[0] - x[1]) + Square(x[1] + x[2] - 2) + Square(x[3] - 1) + Square(x[4] - 1),
            [x => x[0] + 3 * x[1] - 4, x => x[2] + x[3] - 2 * x[4], x => x[1] - x[4]]);
        yield return Of(52, 1859.0 / 349, [2, 2, 2, 2, 2],
            x => Square(4 * x[0] - x[1]) + Square(x[1] + x[2] - 2) + Square(x[3] - 1) + Square(x[4] - 1),
            [x => x[0] + 3 * x[1], x => x[2] + x[3] - 2 * x[4], x => x[1] - x[4]]);
        yield return Of(60, 0.03256820025, [2, 2, 2], x => Square(x[0] - 1) + Square(x[0] - x[1]) + Fourth(x[1] - x[2]),
            [x => x[0] * (1 + Square(x[1])) + Fourth(x[2]) - 4 - 3 * Math.Sqrt(2)], within: Box.Of(-10, 10));
        yield return Of(65, 0.9535288567, [-5, 5, 0],
            x => Square(x[0] - x[1]) + Square(x[0] + x[1] - 10) / 9 + Square(x[2] - 5),
            atLeast: [x => 48 - SumOfSquares(x)], within: Between([-4.5, -4.5, -5], [4.5, 4.5, 5]));
        yield return Of(71, 17.0140173, [1, 5, 5, 1], x => x[0] * x[3] * (x[0] + x[1] + x[2]) + x[2],
            [x => SumOfSquares(x) - 40], [x => Product(x) - 25], Box.Of(1, 5));
        yield return Of(76, -4.681818181, [0.5, 0.5, 0.5, 0.5],
            x => Square(x[0]) + 0.5 * Square(x[1]) + Square(x[2]) + 0.5 * Square(x[3]) - x[0] * x[2] + x[2] * x[3] - x[0] - 3 * x[1]
                + x[2] - x[3],
            atLeast:
            [
                x => 5 - x[0] - 2 * x[1] - x[2] - x[3], x => 4 - 3 * x[0] - x[1] - 2 * x[2] + x[3], x => x[1] + 4 * x[2] - 1.5,
            ],
            within: Projection.NonNegative);
        yield return Of(77, 0.24150513, [2, 2, 2, 2, 2],
            x => Square(x[0] - 1) + Square(x[0] - x[1]) + Square(x[2] - 1) + Fourth(x[3] - 1) + Square(Cube(x[4] - 1)),
            [
                x => Square(x[0]) * x[3] + Real.Sin(x[3] - x[4]) - 2 * Math.Sqrt(2),
                x => x[1] + Fourth(x[2]) * Square(x[3]) - 8 - Math.Sqrt(2),
            ]);
        Func<Real[], Real>[] three =
            [x => SumOfSquares(x) - 10, x => x[1] * x[2] - 5 * x[3] * x[4], x => Cube(x[0]) + Cube(x[1]) + 1];
        var wide = Between([-2.3, -2.3, -3.2, -3.2, -3.2], [2.3, 2.3, 3.2, 3.2, 3.2]);
        yield return Of(78, -2.91970041, [-2, 1.5, 2, -1, -1], Product, three);
        yield return Of(79, 0.0787768209, [2, 2, 2, 2, 2],
            x => Square(x[0] - 1) + Square(x[0] - x[1]) + Square(x[1] - x[2]) + Fourth(x[2] - x[3]) + Fourth(x[3] - x[4]),
            [
                x => x[0] + Square(x[1]) + Cube(x[2]) - 2 - 3 * Math.Sqrt(2),
                x => x[1] - Square(x[2]) + x[3] + 2 - 2 * Math.Sqrt(2), x => x[0] * x[4] - 2,
            ]);
        yield return Of(80, 0.0539498478, [-2, 2, 2, -1, -1], x => Real.Exp(Product(x)), three, within: wide);
        yield return Of(81, 0.0539498478, [-2, 2, 2, -1, -1],
            x => Real.Exp(Product(x)) - 0.5 * Square(Cube(x[0]) + Cube(x[1]) + 1), three, within: wide);
        yield return Of(100, 680.6300573, [1, 2, 0, 4, 0, 1, 1],
            x => Square(x[0] - 10) + 5 * Square(x[1] - 12) + Fourth(x[2]) + 3 * Square(x[3] - 11) + 10 * Square(Cube(x[4]))
                + 7 * Square(x[5]) + Fourth(x[6]) - 4 * x[5] * x[6] - 10 * x[5] - 8 * x[6],
            atLeast:
            [
                x => 127 - 2 * Square(x[0]) - 3 * Fourth(x[1]) - x[2] - 4 * Square(x[3]) - 5 * x[4],
                x => 282 - 7 * x[0] - 3 * x[1] - 10 * Square(x[2]) - x[3] + x[4],
                x => 196 - 23 * x[0] - Square(x[1]) - 6 * Square(x[5]) + 8 * x[6],
                x => -4 * Square(x[0]) - Square(x[1]) + 3 * x[0] * x[1] - 2 * Square(x[2]) - 5 * x[5] + 11 * x[6],
            ]);
        yield return Of(113, 24.3062091, [2, 3, 5, 5, 1, 2, 7, 3, 6, 10],
            x => Square(x[0]) + Square(x[1]) + x[0] * x[1] - 14 * x[0] - 16 * x[1] + Square(x[2] - 10) + 4 * Square(x[3] - 5)
                + Square(x[4] - 3) + 2 * Square(x[5] - 1) + 5 * Square(x[6]) + 7 * Square(x[7] - 11) + 2 * Square(x[8] - 10)
                + Square(x[9] - 7) + 45,
            atLeast:
            [
                x => 105 - 4 * x[0] - 5 * x[1] + 3 * x[6] - 9 * x[7],
                x => -10 * x[0] + 8 * x[1] + 17 * x[6] - 2 * x[7],
                x => 8 * x[0] - 2 * x[1] - 5 * x[8] + 2 * x[9] + 12,
                x => -3 * Square(x[0] - 2) - 4 * Square(x[1] - 3) - 2 * Square(x[2]) + 7 * x[3] + 120,
                x => -5 * Square(x[0]) - 8 * x[1] - Square(x[2] - 6) + 2 * x[3] + 40,
                x => -0.5 * Square(x[0] - 8) - 2 * Square(x[1] - 4) - 3 * Square(x[4]) + x[5] + 30,
                x => -Square(x[0]) - 2 * Square(x[1] - 2) + 2 * x[0] * x[1] - 14 * x[4] + 6 * x[5],
                x => 3 * x[0] - 6 * x[1] - 12 * Square(x[8] - 8) + 7 * x[9],
            ]);
    }
}
