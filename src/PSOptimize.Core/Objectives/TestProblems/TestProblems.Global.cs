using PSOptimize.Checks;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

public static partial class TestProblems
{
    private const string DixonSzego = "Dixon and Szegö 1978, Towards global optimisation 2";

    private static readonly double[] HartmannHeights = [1, 1.2, 3, 3.2];

    private static readonly double[][] HartmannWidths3 = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]];

    private static readonly double[][] HartmannPlaces3 =
        [[0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]];

    private static readonly double[][] HartmannWidths6 =
        [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];

    private static readonly double[][] HartmannPlaces6 =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    private static readonly double[][] ShekelPlaces =
    [
        [4, 4, 4, 4], [1, 1, 1, 1], [8, 8, 8, 8], [6, 6, 6, 6], [3, 7, 3, 7], [2, 9, 2, 9], [5, 5, 3, 3], [8, 1, 8, 1], [6, 2, 6, 2],
        [7, 3.6, 7, 3.6],
    ];

    private static readonly double[] ShekelWidths = [0.1, 0.2, 0.2, 0.4, 0.4, 0.6, 0.3, 0.7, 0.5, 0.5];

    /// <summary>Branin's function: three equally deep minima.</summary>
    public static TestProblem Branin() => new()
    {
        Name = nameof(Branin),
        Formula = "(y − 5.1x²/4π² + 5x/π − 6)² + 10(1 − 1/8π) cos x + 10",
        Reference = DixonSzego + "; Branin 1972",
        Minimum = 5 / (4 * Math.PI),
        Minimizers = Points([-Math.PI, 12.275], [Math.PI, 2.275], [3 * Math.PI, 2.475]),
        Lower = [-5.0, 0.0],
        Upper = [10.0, 15.0],
        Start = [2.5, 7.5],
        IsConvex = false,
        Convexity = "it has three separate minima",
        Function = (x, gradient) =>
        {
            const double bend = 5.1 / (4 * Math.PI * Math.PI), tilt = 5 / Math.PI, swing = 10 * (1 - 1 / (8 * Math.PI));
            var valley = x[1] - bend * x[0] * x[0] + tilt * x[0] - 6;
            var (sine, cosine) = Math.SinCos(x[0]);
            if (!gradient.IsEmpty)
            {
                gradient[0] = 2 * valley * (tilt - 2 * bend * x[0]) - swing * sine;
                gradient[1] = 2 * valley;
            }
            return valley * valley + swing * cosine + 10;
        },
    };

    /// <summary>The function of Goldstein and Price: four minima, of values from 3 to 840, and up to a million between them.</summary>
    public static TestProblem GoldsteinPrice() => new()
    {
        Name = nameof(GoldsteinPrice),
        Formula = "(1 + (x + y + 1)²(19 − 14s + 3s²))·(30 + (2x − 3y)²(18 − 16t + 3t²)), s = x + y, t = 2x − 3y",
        Reference = DixonSzego + "; Goldstein and Price 1971",
        Minimum = 3,
        OtherMinima = [30.0, 84.0, 840.0],
        Minimizers = Points([0.0, -1.0]),
        Lower = [-2.0, -2.0],
        Upper = [2.0, 2.0],
        Start = [1.5, 1.5],
        IsConvex = false,
        Convexity = "it has four separate minima",
        Function = (x, gradient) =>
        {
            // Both factors are polynomials of one variable.
            double s = x[0] + x[1], t = 2 * x[0] - 3 * x[1];
            double one = 19 - 14 * s + 3 * s * s, two = 18 - 16 * t + 3 * t * t;
            double first = 1 + (s + 1) * (s + 1) * one, second = 30 + t * t * two;
            if (!gradient.IsEmpty)
            {
                var along = second * ((s + 1) * (2 * one + (s + 1) * (6 * s - 14)));
                var across = first * (t * (2 * two + t * (6 * t - 16)));
                gradient[0] = along + 2 * across;
                gradient[1] = along - 3 * across;
            }
            return first * second;
        },
    };

    /// <summary>The six-hump camel: six minima in three pairs, two of them global.</summary>
    public static TestProblem SixHumpCamel() => new()
    {
        Name = nameof(SixHumpCamel),
        Formula = "(4 − 2.1x² + x⁴/3)x² + xy + (4y² − 4)y²",
        Reference = DixonSzego,
        Minimum = -1.0316284534898774,
        OtherMinima = [-0.21546382438371764, 2.1042503103112584],
        Minimizers = Points([0.08984201310031806, -0.7126564030207396], [-0.08984201310031806, 0.7126564030207396]),
        Lower = [-3.0, -2.0],
        Upper = [3.0, 2.0],
        Start = [2.0, 1.5],
        IsConvex = false,
        Convexity = "it has six separate minima",
        Function = (x, gradient) =>
        {
            double a = x[0] * x[0], b = x[1] * x[1];
            if (!gradient.IsEmpty)
            {
                gradient[0] = x[0] * (8 - 8.4 * a + 2 * a * a) + x[1];
                gradient[1] = x[0] + x[1] * (16 * b - 8);
            }
            return (4 - 2.1 * a + a * a / 3) * a + x[0] * x[1] + (4 * b - 4) * b;
        },
    };

    /// <summary>Hartmann's function of 3 coordinates: four wells, of which the deepest is narrow.</summary>
    public static TestProblem Hartmann3() => new()
    {
        Name = nameof(Hartmann3),
        Formula = "−Σ cᵢ exp(−Σ aᵢⱼ(xⱼ − pᵢⱼ)²) over 4 wells",
        Reference = DixonSzego + "; Hartman 1973",
        Minimum = -3.8627797873326624,
        Minimizers = Points([0.11458887665506896, 0.55564889461693, 0.8525469846866774]),
        Lower = Vector.Zero(3),
        Upper = Vector.Repeat(3, 1),
        Start = [0.5, 0.5, 0.2],
        IsConvex = false,
        Convexity = "it has several wells",
        Function = (x, gradient) => Wells(x, gradient, HartmannWidths3, HartmannPlaces3),
    };

    /// <summary>Hartmann's function of 6 coordinates: two deep wells of nearly the same depth.</summary>
    public static TestProblem Hartmann6() => new()
    {
        Name = nameof(Hartmann6),
        Formula = "−Σ cᵢ exp(−Σ aᵢⱼ(xⱼ − pᵢⱼ)²) over 4 wells",
        Reference = DixonSzego + "; Hartman 1973",
        Minimum = -3.3223680114155147,
        Minimizers = Points(
            [0.20168951100670543, 0.15001069182345797, 0.476873974221897, 0.2753324304940561, 0.31165161660011326, 0.6573005340656203]),
        Lower = Vector.Zero(6),
        Upper = Vector.Repeat(6, 1),
        Start = Vector.Repeat(6, 0.5),
        IsConvex = false,
        Convexity = "it has several wells",
        Function = (x, gradient) => Wells(x, gradient, HartmannWidths6, HartmannPlaces6),
    };

    /// <summary>Shekel's function of 4 coordinates: narrow wells in a plain.</summary>
    /// <param name="wells">m, how many wells: 5, 7 or 10, default 10.</param>
    public static TestProblem Shekel([AtLeast(5)] int wells = 10) => new()
    {
        Name = nameof(Shekel),
        Formula = "−Σ 1/(‖x − aᵢ‖² + cᵢ) over m wells",
        Reference = DixonSzego + "; Shekel 1971",
        Minimum = MinimumOfShekel(Checked(wells)).Value,
        Minimizers = Points(MinimumOfShekel(wells).Point),
        Lower = Vector.Zero(4),
        Upper = Vector.Repeat(4, 10),
        Start = [5.0, 6.0, 5.0, 6.0],
        IsConvex = false,
        Convexity = "each term is a well of its own",
        Function = (x, gradient) => ShekelSum(x, gradient, wells),
    };

    private static double Wells(ReadOnlySpan<double> x, Span<double> gradient, double[][] widths, double[][] places)
    {
        var sum = 0.0;
        gradient.Clear();
        for (var i = 0; i < widths.Length; i++)
        {
            var (width, place, distance) = (widths[i], places[i], 0.0);
            for (var j = 0; j < x.Length; j++) distance += width[j] * (x[j] - place[j]) * (x[j] - place[j]);
            var depth = HartmannHeights[i] * Math.Exp(-distance);
            sum -= depth;
            for (var j = 0; j < gradient.Length; j++) gradient[j] += 2 * depth * width[j] * (x[j] - place[j]);
        }
        return sum;
    }

    private static double ShekelSum(ReadOnlySpan<double> x, Span<double> gradient, int wells)
    {
        var sum = 0.0;
        gradient.Clear();
        for (var i = 0; i < wells; i++)
        {
            var (place, distance) = (ShekelPlaces[i], ShekelWidths[i]);
            for (var j = 0; j < x.Length; j++) distance += (x[j] - place[j]) * (x[j] - place[j]);
            sum -= 1 / distance;
            for (var j = 0; j < gradient.Length; j++) gradient[j] += 2 * (x[j] - place[j]) / (distance * distance);
        }
        return sum;
    }

    private static (double Value, Vector Point) MinimumOfShekel(int wells) => wells switch
    {
        5 => (-10.153199679058227, [4.000037152819676, 4.00013327659156, 4.000037152819676, 4.00013327659156]),
        7 => (-10.40294056681866, [4.000572916185823, 4.000689366185305, 3.9994897088591506, 3.9996061588586316]),
        10 => (-10.536409816692043, [4.000746531592046, 4.000592934138532, 3.9996633980403224, 3.9995098005868077]),
        _ => throw new ArgumentOutOfRangeException(nameof(wells), wells, "Shekel's function has 5, 7 or 10 wells."),
    };
}
