using PSOptimize.Checks;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

public static partial class TestProblems
{
    // The lowest root of 4x³ − 32x + 5, and ½(x⁴ − 16x² + 5x) there.
    private const double StyblinskiTangMinimizer = -2.903534027771177;
    private const double StyblinskiTangMinimum = -39.16616570377142;

    /// <summary>
    /// The Styblinski–Tang function <c>½ Σ (xᵢ⁴ − 16xᵢ² + 5xᵢ)</c>: each coordinate has two minima, one of them lower.
    /// </summary>
    /// <param name="dimension">n ≥ 1, default 2.</param>
    public static TestProblem StyblinskiTang([AtLeast(1)] int dimension = 2) => new()
    {
        Name = nameof(StyblinskiTang),
        Formula = "½ Σ (xᵢ⁴ − 16xᵢ² + 5xᵢ)",
        Reference = "Styblinski and Tang 1990",
        Minimum = Checked(dimension) * StyblinskiTangMinimum,
        Minimizers = Points(Vector.Repeat(dimension, StyblinskiTangMinimizer)),
        Lower = Vector.Repeat(dimension, -5),
        Upper = Vector.Repeat(dimension, 5),
        Start = Vector.Zero(dimension),
        IsConvex = false,
        Convexity = "each coordinate adds a second, higher minimum",
        Function = (x, gradient) =>
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                var square = x[i] * x[i];
                sum += square * square - 16 * square + 5 * x[i];
                if (!gradient.IsEmpty) gradient[i] = 2 * x[i] * square - 16 * x[i] + 2.5;
            }
            return 0.5 * sum;
        },
    };

    /// <summary>
    /// Rastrigin's function <c>10n + Σ (xᵢ² − 10 cos 2πxᵢ)</c>: a local minimum near each point with integer coordinates.
    /// </summary>
    /// <param name="dimension">n ≥ 1, default 2.</param>
    public static TestProblem Rastrigin([AtLeast(1)] int dimension = 2) => new()
    {
        Name = nameof(Rastrigin),
        Formula = "10n + Σ (xᵢ² − 10 cos 2πxᵢ)",
        Reference = "Rastrigin 1974; Mühlenbein, Schomisch and Born 1991",
        Minimum = 0,
        Minimizers = Points(Vector.Zero(Checked(dimension))),
        Lower = Vector.Repeat(dimension, -5.12),
        Upper = Vector.Repeat(dimension, 5.12),
        Start = Alternating(dimension, 2.2, -3.3),
        IsConvex = false,
        Convexity = "the cosines make a local minimum near each point with integer coordinates",
        Function = (x, gradient) =>
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * x[i]);
                sum += x[i] * x[i] + 10 * (1 - cosine);
                if (!gradient.IsEmpty) gradient[i] = 2 * x[i] + 20 * Math.PI * sine;
            }
            return sum;
        },
    };

    /// <summary>
    /// Ackley's function: a nearly flat, rippled plain with a funnel in the middle. It has a kink at its minimum, where the gradient is
    /// defined as 0; next to the minimum the norm of the gradient is at least 4/√n.
    /// </summary>
    /// <param name="dimension">n ≥ 1, default 2.</param>
    public static TestProblem Ackley([AtLeast(1)] int dimension = 2) => new()
    {
        Name = nameof(Ackley),
        Formula = "20(1 − exp(−0.2 √(Σ xᵢ²/n))) + e − exp(Σ cos(2πxᵢ)/n)",
        Reference = "Ackley 1987; Bäck 1996",
        Minimum = 0,
        Minimizers = Points(Vector.Zero(Checked(dimension))),
        Lower = Vector.Repeat(dimension, -32.768),
        Upper = Vector.Repeat(dimension, 32.768),
        Start = Alternating(dimension, 2.5, -3.5),
        IsConvex = false,
        Convexity = "the cosines ripple the plain",
        Function = (x, gradient) =>
        {
            double squares = 0, cosines = 0;
            foreach (var coordinate in x)
            {
                squares += coordinate * coordinate;
                cosines += Math.Cos(2 * Math.PI * coordinate);
            }
            double radius = Math.Sqrt(squares / x.Length), ripple = Math.Exp(cosines / x.Length), funnel = 20 * Math.Exp(-0.2 * radius);
            for (var i = 0; i < gradient.Length; i++)
            {
                // x/radius has no limit at the kink; 0 is the centre of the subdifferential.
                var pull = radius > 0 ? 0.2 * funnel * x[i] / radius : 0;
                gradient[i] = (pull + 2 * Math.PI * Math.Sin(2 * Math.PI * x[i]) * ripple) / x.Length;
            }
            return 20 - funnel + (Math.E - ripple);
        },
    };

    /// <summary>Griewank's function <c>1 + Σ xᵢ²/4000 − Π cos(xᵢ/√i)</c>: thousands of shallow minima on a wide bowl.</summary>
    /// <param name="dimension">n ≥ 1, default 2.</param>
    public static TestProblem Griewank([AtLeast(1)] int dimension = 2) => new()
    {
        Name = nameof(Griewank),
        Formula = "1 + Σ xᵢ²/4000 − Π cos(xᵢ/√i)",
        Reference = "Griewank 1981",
        Minimum = 0,
        Minimizers = Points(Vector.Zero(Checked(dimension))),
        Lower = Vector.Repeat(dimension, -600),
        Upper = Vector.Repeat(dimension, 600),
        Start = Alternating(dimension, 20, -30),
        IsConvex = false,
        Convexity = "the product of cosines makes thousands of local minima",
        Function = (x, gradient) =>
        {
            double squares = 0, product = 1;
            for (var i = 0; i < x.Length; i++)
            {
                squares += x[i] * x[i];
                // The product of the preceding cosines; a second pass multiplies it by the following ones. This avoids a division by zero.
                if (!gradient.IsEmpty) gradient[i] = product;
                product *= Math.Cos(x[i] / Math.Sqrt(i + 1));
            }
            var behind = 1.0;
            for (var i = gradient.Length - 1; i >= 0; i--)
            {
                var root = Math.Sqrt(i + 1);
                var (sine, cosine) = Math.SinCos(x[i] / root);
                gradient[i] = x[i] / 2000 + gradient[i] * behind * sine / root;
                behind *= cosine;
            }
            return squares / 4000 + (1 - product);
        },
    };

    /// <summary>Levy's function of <c>wᵢ = 1 + (xᵢ − 1)/4</c>, which is rippled along every axis.</summary>
    /// <param name="dimension">n ≥ 1, default 2.</param>
    public static TestProblem Levy([AtLeast(1)] int dimension = 2) => new()
    {
        Name = nameof(Levy),
        Formula = "sin²πw₁ + Σ (wᵢ − 1)²(1 + 10 sin²(πwᵢ + 1)) over i < n + (wₙ − 1)²(1 + sin²2πwₙ), wᵢ = 1 + (xᵢ − 1)/4",
        Reference = "Levy and Montalvo 1985; Laguna and Martí 2005",
        Minimum = 0,
        Minimizers = Points(Vector.Repeat(Checked(dimension), 1)),
        Lower = Vector.Repeat(dimension, -10),
        Upper = Vector.Repeat(dimension, 10),
        Start = Alternating(dimension, -5, 6),
        IsConvex = false,
        Convexity = "the sines make a local minimum in each ripple",
        Function = LevySum,
    };

    private static double LevySum(ReadOnlySpan<double> x, Span<double> gradient)
    {
        // Written in d = w − 1, which makes the minimum exact: sin πw = −sin πd and sin 2πw = sin 2πd.
        var first = Math.Sin(Math.PI * (x[0] - 1) / 4);
        var sum = first * first;
        for (var i = 0; i < x.Length; i++)
        {
            var d = (x[i] - 1) / 4;
            var last = i == x.Length - 1;
            var weight = last ? 1.0 : 10.0;
            var frequency = last ? 2 * Math.PI : Math.PI;
            var (sine, cosine) = Math.SinCos(last ? frequency * d : frequency * (d + 1) + 1);
            var ripple = 1 + weight * sine * sine;
            sum += d * d * ripple;
            if (!gradient.IsEmpty) gradient[i] = (2 * d * ripple + d * d * weight * 2 * sine * cosine * frequency) / 4;
        }
        if (!gradient.IsEmpty) gradient[0] += 2 * first * Math.Cos(Math.PI * (x[0] - 1) / 4) * Math.PI / 4;
        return sum;
    }
}
