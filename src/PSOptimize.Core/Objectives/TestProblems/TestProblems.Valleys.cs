using PSOptimize.Checks;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

public static partial class TestProblems
{
    /// <summary>Rosenbrock's curved valley, chained: <c>Σ (a − xᵢ)² + b(xᵢ₊₁ − xᵢ²)²</c> over i = 1 … n − 1.</summary>
    /// <param name="a">The position of the minimum along the valley, default 1; 0 or 1 if there are more than two coordinates.</param>
    /// <param name="b">The steepness of the valley walls, above 0, default 100.</param>
    /// <param name="dimension">n ≥ 2, default 2. For n ≥ 4 there is a second, higher local minimum near (−1, 1, …, 1).</param>
    public static TestProblem Rosenbrock(double a = 1, [Positive] double b = 100, [AtLeast(2)] int dimension = 2)
    {
        Checked(b);
        Checked(dimension);
        if (!double.IsFinite(a) || (dimension > 2 && a is not (0 or 1)))
            throw new ArgumentOutOfRangeException(nameof(a), a,
                $"The minimiser in {dimension} coordinates is known only for a = 0 and a = 1; with 2 coordinates a can be any number.");
        var wide = Math.Max(2, 2 * Math.Abs(a));
        var high = Math.Max(3, 2 * a * a);
        return new TestProblem
        {
            Name = nameof(Rosenbrock),
            Formula = "Σ (a − xᵢ)² + b(xᵢ₊₁ − xᵢ²)²",
            Reference = "Rosenbrock 1960; Moré, Garbow and Hillstrom 1981, no. 1 and 21",
            Minimum = 0,
            Minimizers = Points(Vector.Init(dimension, i => i < dimension - 1 ? a : a * a)),
            Lower = dimension == 2 ? [-wide, -1] : Vector.Repeat(dimension, -2.048),
            Upper = dimension == 2 ? [wide, high] : Vector.Repeat(dimension, 2.048),
            Start = Alternating(dimension, -1.2, 1),
            IsConvex = false,
            Convexity = "∂²f/∂x₁² = 2 + b(12x₁² − 4x₂) is below 0 high above the valley",
            Exact = new SumOfSquares(dimension, x =>
            [
                .. Each(0, dimension - 2, i => a - x[i]), .. Each(0, dimension - 2, i => Math.Sqrt(b) * (x[i + 1] - x[i] * x[i])),
            ]),
            Function = (x, gradient) =>
            {
                gradient.Clear();
                var sum = 0.0;
                for (var i = 0; i + 1 < x.Length; i++)
                {
                    double gap = a - x[i], wall = x[i + 1] - x[i] * x[i];
                    sum += gap * gap + b * wall * wall;
                    if (gradient.IsEmpty) continue;
                    gradient[i] += -2 * gap - 4 * b * wall * x[i];
                    gradient[i + 1] += 2 * b * wall;
                }
                return sum;
            },
        };
    }

    /// <summary>Beale's function, with steep corners and a flat floor.</summary>
    public static TestProblem Beale() => new()
    {
        Name = nameof(Beale),
        Formula = "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
        Reference = "Beale 1958; Moré, Garbow and Hillstrom 1981, no. 5",
        Minimum = 0,
        Minimizers = Points([3.0, 0.5]),
        Lower = [-4.5, -4.5],
        Upper = [4.5, 4.5],
        Start = [1.0, 1.0],
        IsConvex = false,
        Convexity = "it has a saddle at (0, 1)",
        Exact = new SumOfSquares(2, x =>
        [
            1.5 - x[0] + x[0] * x[1], 2.25 - x[0] + x[0] * (x[1] * x[1]), 2.625 - x[0] + x[0] * (x[1] * x[1] * x[1]),
        ]),
        Function = (x, gradient) =>
        {
            double u = x[0], y = x[1], y2 = y * y;
            double first = 1.5 - u + u * y, second = 2.25 - u + u * y2, third = 2.625 - u + u * y2 * y;
            if (!gradient.IsEmpty)
            {
                gradient[0] = 2 * (first * (y - 1) + second * (y2 - 1) + third * (y2 * y - 1));
                gradient[1] = 2 * u * (first + 2 * second * y + 3 * third * y2);
            }
            return first * first + second * second + third * third;
        },
    };

    /// <summary>Himmelblau's function, with four equally deep minima: which one a method finds depends on its start.</summary>
    public static TestProblem Himmelblau() => new()
    {
        Name = nameof(Himmelblau),
        Formula = "(x² + y − 11)² + (x + y² − 7)²",
        Reference = "Himmelblau 1972, Applied nonlinear programming",
        Minimum = 0,
        Minimizers = Points(
            [3.0, 2.0],
            [-2.805118086952745, 3.131312518250573],
            [-3.779310253377747, -3.283185991286170],
            [3.584428340330492, -1.848126526964404]),
        Lower = [-6.0, -6.0],
        Upper = [6.0, 6.0],
        Start = [0.0, 0.0],
        IsConvex = false,
        Convexity = "it has four separate minima",
        Function = (x, gradient) =>
        {
            double first = x[0] * x[0] + x[1] - 11, second = x[0] + x[1] * x[1] - 7;
            if (!gradient.IsEmpty)
            {
                gradient[0] = 4 * x[0] * first + 2 * second;
                gradient[1] = 2 * first + 4 * x[1] * second;
            }
            return first * first + second * second;
        },
    };
}
