using PSOptimize.Checks;
using PSOptimize.Differentiation;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

public static partial class TestProblems
{
    /// <summary>The parabola <c>x²</c> in one coordinate.</summary>
    public static TestProblem Parabola() => new()
    {
        Name = nameof(Parabola),
        Formula = "x²",
        Reference = "elementary",
        Minimum = 0,
        Minimizers = Points([0.0]),
        Lower = [-6.0],
        Upper = [6.0],
        Start = [5.0],
        IsConvex = true,
        Convexity = "f″ = 2 everywhere",
        Function = SumOfSquares,
    };

    /// <summary>The sphere or paraboloid <c>Σ xᵢ²</c>.</summary>
    /// <param name="dimension">n ≥ 1, default 2.</param>
    public static TestProblem Sphere([AtLeast(1)] int dimension = 2) => new()
    {
        Name = nameof(Sphere),
        Formula = "Σ xᵢ²",
        Reference = "De Jong 1975, F1",
        Minimum = 0,
        Minimizers = Points(Vector.Zero(Checked(dimension))),
        Lower = Vector.Repeat(dimension, -5.12),
        Upper = Vector.Repeat(dimension, 5.12),
        Start = Alternating(dimension, 2.9, -2.9),
        IsConvex = true,
        Convexity = "the Hessian is 2I everywhere",
        Function = SumOfSquares,
    };

    /// <summary>The quadratic form <c>½ xᵀAx</c> with given eigenvalues: its condition number is their ratio.</summary>
    /// <param name="eigenvalues">The eigenvalues of A, each above 0, one per coordinate; default 1 and 10.</param>
    /// <param name="rotated">
    /// Whether the eigenvectors are oblique to the axes: reflected by <c>Q = I − 2uuᵀ</c> with a fixed direction u for each dimension.
    /// Default false.
    /// </param>
    public static TestProblem Quadratic(Vector? eigenvalues = null, bool rotated = false)
    {
        var spectrum = eigenvalues ?? [1.0, 10.0];
        Require.AtLeast(spectrum.Count, 1, nameof(eigenvalues));
        foreach (var eigenvalue in spectrum.AsSpan()) Require.Positive(eigenvalue, nameof(eigenvalues));
        var dimension = spectrum.Count;
        var normal = rotated ? Key.FromSeed(dimension).Direction(dimension) : Vector.Zero(dimension);
        return new TestProblem
        {
            Name = nameof(Quadratic),
            Formula = rotated ? "½ Σ λᵢ (Qx)ᵢ²" : "½ Σ λᵢ xᵢ²",
            Reference = "elementary",
            Minimum = 0,
            Minimizers = Points(Vector.Zero(dimension)),
            Lower = Vector.Repeat(dimension, -5),
            Upper = Vector.Repeat(dimension, 5),
            Start = Vector.Repeat(dimension, 1),
            IsConvex = true,
            Convexity = "all eigenvalues of the Hessian are above 0",
            Function = (x, gradient) => QuadraticForm(spectrum.AsSpan(), normal.AsSpan(), x, gradient),
        };
    }

    /// <summary>Booth's function <c>(x + 2y − 7)² + (2x + y − 5)²</c>.</summary>
    public static TestProblem Booth() => new()
    {
        Name = nameof(Booth),
        Formula = "(x + 2y − 7)² + (2x + y − 5)²",
        Reference = "Jamil and Yang 2013",
        Minimum = 0,
        Minimizers = Points([1.0, 3.0]),
        Lower = [-10.0, -10.0],
        Upper = [10.0, 10.0],
        Start = [0.0, 0.0],
        IsConvex = true,
        Convexity = "a sum of squares of linear functions",
        Function = (x, gradient) =>
        {
            double first = x[0] + 2 * x[1] - 7, second = 2 * x[0] + x[1] - 5;
            if (!gradient.IsEmpty)
            {
                gradient[0] = 2 * first + 4 * second;
                gradient[1] = 4 * first + 2 * second;
            }
            return first * first + second * second;
        },
    };

    /// <summary>Matyas' function <c>0.26(x² + y²) − 0.48xy</c>, a valley of condition number 25 along the diagonal.</summary>
    public static TestProblem Matyas() => new()
    {
        Name = nameof(Matyas),
        Formula = "0.26(x² + y²) − 0.48xy",
        Reference = "Jamil and Yang 2013",
        Minimum = 0,
        Minimizers = Points([0.0, 0.0]),
        Lower = [-10.0, -10.0],
        Upper = [10.0, 10.0],
        Start = [9.0, 4.0],
        IsConvex = true,
        Convexity = "the eigenvalues of the Hessian are 0.04 and 1",
        Function = (x, gradient) =>
        {
            if (!gradient.IsEmpty)
            {
                gradient[0] = 0.52 * x[0] - 0.48 * x[1];
                gradient[1] = 0.52 * x[1] - 0.48 * x[0];
            }
            return 0.26 * (x[0] * x[0] + x[1] * x[1]) - 0.48 * x[0] * x[1];
        },
    };

    /// <summary>
    /// Powell's singular function, chained in groups of four: the Hessian is singular at the minimum, and methods slow down there.
    /// </summary>
    /// <param name="dimension">A multiple of 4, default 4.</param>
    public static TestProblem PowellSingular([AtLeast(4)] int dimension = 4)
    {
        if (Checked(dimension) % 4 != 0)
            throw new ArgumentOutOfRangeException(
                nameof(dimension), dimension, "Powell's singular function has groups of four coordinates: give a multiple of 4.");
        return new TestProblem
        {
            Name = nameof(PowellSingular),
            Formula = "Σ (a + 10b)² + 5(c − d)² + (b − 2c)⁴ + 10(a − d)⁴ over groups (a, b, c, d)",
            Reference = "Powell 1962; Moré, Garbow and Hillstrom 1981, no. 13 and 22",
            Minimum = 0,
            Minimizers = Points(Vector.Zero(dimension)),
            Lower = Vector.Repeat(dimension, -4),
            Upper = Vector.Repeat(dimension, 5),
            Start = Vector.Init(dimension, i => (i % 4) switch { 0 => 3, 1 => -1, 2 => 0, _ => 1 }),
            IsConvex = true,
            Convexity = "a sum of even powers of linear functions",
            Exact = new SumOfSquares(dimension, x => [.. Enumerable.Range(0, dimension / 4).SelectMany(k => PowellGroup(x, 4 * k))]),
            Function = SumOfPowellGroups,
        };
    }

    /// <summary>Zakharov's function <c>Σ xᵢ² + s² + s⁴</c> with <c>s = ½ Σ i xᵢ</c>.</summary>
    /// <param name="dimension">n ≥ 1, default 2.</param>
    public static TestProblem Zakharov([AtLeast(1)] int dimension = 2) => new()
    {
        Name = nameof(Zakharov),
        Formula = "Σ xᵢ² + s² + s⁴, s = ½ Σ i xᵢ",
        Reference = "Jamil and Yang 2013",
        Minimum = 0,
        Minimizers = Points(Vector.Zero(Checked(dimension))),
        Lower = Vector.Repeat(dimension, -5),
        Upper = Vector.Repeat(dimension, 10),
        Start = Vector.Repeat(dimension, 1),
        IsConvex = true,
        Convexity = "a sum of even powers of linear functions",
        Function = (x, gradient) =>
        {
            double squares = 0, sum = 0;
            for (var i = 0; i < x.Length; i++)
            {
                squares += x[i] * x[i];
                sum += 0.5 * (i + 1) * x[i];
            }
            for (var i = 0; i < gradient.Length; i++) gradient[i] = 2 * x[i] + (2 * sum + 4 * sum * sum * sum) * 0.5 * (i + 1);
            return squares + sum * sum + Square(sum * sum);
        },
    };

    private static double SumOfSquares(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var sum = 0.0;
        foreach (var coordinate in x) sum += coordinate * coordinate;
        for (var i = 0; i < gradient.Length; i++) gradient[i] = 2 * x[i];
        return sum;
    }

    /// <summary><c>½ (Qx)ᵀΛ(Qx)</c> and its gradient <c>QΛQx</c> with <c>Q = I − 2uuᵀ</c>, its own transpose.</summary>
    private static double QuadraticForm(
        ReadOnlySpan<double> spectrum, ReadOnlySpan<double> normal, ReadOnlySpan<double> x, Span<double> gradient)
    {
        double along = 0, value = 0, back = 0;
        for (var i = 0; i < x.Length; i++) along += normal[i] * x[i];
        for (var i = 0; i < x.Length; i++)
        {
            var reflected = x[i] - 2 * along * normal[i];
            var slope = spectrum[i] * reflected;
            value += 0.5 * slope * reflected;
            back += normal[i] * slope;
            if (!gradient.IsEmpty) gradient[i] = slope;
        }
        for (var i = 0; i < gradient.Length; i++) gradient[i] -= 2 * back * normal[i];
        return value;
    }

    private static Real[] PowellGroup(Series x, int i) =>
    [
        x[i] + 10 * x[i + 1], Math.Sqrt(5) * (x[i + 2] - x[i + 3]), Squared(x[i + 1] - 2 * x[i + 2]),
        Math.Sqrt(10) * Squared(x[i] - x[i + 3]),
    ];

    private static double SumOfPowellGroups(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i += 4)
        {
            double ab = x[i] + 10 * x[i + 1], cd = x[i + 2] - x[i + 3], bc = x[i + 1] - 2 * x[i + 2], ad = x[i] - x[i + 3];
            sum += ab * ab + 5 * cd * cd + Square(bc * bc) + 10 * Square(ad * ad);
            if (gradient.IsEmpty) continue;
            double cubeBc = 4 * bc * bc * bc, cubeAd = 40 * ad * ad * ad;
            gradient[i] = 2 * ab + cubeAd;
            gradient[i + 1] = 20 * ab + cubeBc;
            gradient[i + 2] = 10 * cd - 2 * cubeBc;
            gradient[i + 3] = -10 * cd - cubeAd;
        }
        return sum;
    }
}
