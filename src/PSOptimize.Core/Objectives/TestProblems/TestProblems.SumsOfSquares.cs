using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <remarks>
/// The problems of Moré, Garbow and Hillstrom 1981, "Testing unconstrained optimization software", ACM Transactions on Mathematical
/// Software 7:17–41, with data, starts and minima of the paper. Each is written once, as its residuals; value, gradient, Hessian products
/// and Jacobian follow. Minimisers that the paper does not give were computed by SciPy's <c>least_squares</c> and Newton's method from an
/// independent formulation, and give the minima of the paper to all its figures.
/// </remarks>
public static partial class TestProblems
{
    /// <summary>The function of Freudenstein and Roth: most starts lead to its second, higher minimum.</summary>
    public static TestProblem FreudensteinRoth() => Squares(
        2, "(−13 + x + ((5 − y)y − 2)y)² + (−29 + x + ((y + 1)y − 14)y)²", [0.5, -2], [5, 4], 0,
        x =>
        [
            -13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1],
            -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1],
        ], others: [48.98425367924]);

    /// <summary>Powell's badly scaled function, whose minimiser has coordinates that differ by six orders of magnitude.</summary>
    public static TestProblem PowellBadlyScaled() => Squares(
        3, "(10⁴xy − 1)² + (exp(−x) + exp(−y) − 1.0001)²", [0, 1], [1.0981593296997557e-05, 9.106146739867036], 0,
        x => [1e4 * x[0] * x[1] - 1, Real.Exp(-x[0]) + Real.Exp(-x[1]) - 1.0001]);

    /// <summary>Brown's badly scaled function, whose minimiser has coordinates that differ by twelve orders of magnitude.</summary>
    public static TestProblem BrownBadlyScaled() => Squares(
        4, "(x − 10⁶)² + (y − 2·10⁻⁶)² + (xy − 2)²", [1, 1], [1e6, 2e-6], 0,
        x => [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2]);

    /// <summary>The function of Jennrich and Sampson: exponentials that overflow far from the minimum.</summary>
    public static TestProblem JennrichSampson() => Squares(
        6, "Σ (2 + 2i − exp(ix) − exp(iy))² over i = 1 … 10", [0.3, 0.4], [0.2578252136703641, 0.2578252136703641], 124.36218235561483,
        x => Each(1, 10, i => 2 + 2 * i - (Real.Exp(i * x[0]) + Real.Exp(i * x[1]))), others: [259.58019078047]);

    /// <summary>The helical valley of Fletcher and Powell, with a jump of the angle at x = 0.</summary>
    public static TestProblem HelicalValley() => Squares(
        7, "100(z − 10θ)² + 100(√(x² + y²) − 1)² + z², θ = angle(x, y)/2π", [-1, 0, 0], [1, 0, 0], 0,
        x =>
        [
            10 * (x[2] - 10 * (Real.Atan(x[1] / x[0]) / (2 * Math.PI) + Real.Select(x[0] < 0, 0.5, 0))),
            10 * (Real.Sqrt(x[0] * x[0] + x[1] * x[1]) - 1),
            x[2],
        ]);

    /// <summary>Bard's fit of a rational function to 15 data.</summary>
    public static TestProblem Bard() => Squares(
        8, "Σ (yᵢ − x₁ − uᵢ/(vᵢx₂ + wᵢx₃))²", [1, 1, 1], [0.082410559749789, 1.1330360920297227, 2.3436951786425366],
        0.00821487730657898,
        x => Each(1, 15, i => BardData[i - 1] - (x[0] + i / ((16 - i) * x[1] + Math.Min(i, 16 - i) * x[2]))), others: [17.42869333]);

    /// <summary>The fit of a Gaussian to 15 ordinates of the normal density.</summary>
    public static TestProblem Gaussian() => Squares(
        9, "Σ (x₁ exp(−x₂(tᵢ − x₃)²/2) − yᵢ)²", [0.4, 1, 0], [0.39895613783875666, 1.0000190844878056, 0], 1.127932769619216e-08,
        x => Each(1, 15, i =>
            x[0] * Real.Exp(-x[1] * Squared((8 - i) / 2.0 - x[2]) / 2) - GaussianData[(int)Math.Min(i, 16 - i) - 1]));

    /// <summary>Meyer's fit of the resistance of a thermistor: parameters of very different sizes, strongly correlated.</summary>
    public static TestProblem Meyer() => Squares(
        10, "Σ (x₁ exp(x₂/(tᵢ + x₃)) − yᵢ)²", [0.02, 4000, 250], [0.005609636471027686, 6181.346346286422, 345.223634624138],
        87.94585517044673,
        x => Each(1, 16, i => x[0] * Real.Exp(x[1] / (45 + 5 * i + x[2])) - MeyerData[i - 1]));

    /// <summary>The Gulf research and development function, of 99 residuals.</summary>
    public static TestProblem Gulf() => Squares(
        11, "Σ (exp(−|uᵢ − x₂|^x₃/x₁) − tᵢ)², uᵢ = 25 + (−50 ln tᵢ)^⅔", [5, 2.5, 0.15], [50, 25, 1.5], 0,
        x => Each(1, 99, i =>
            Real.Exp(-Real.Pow(Real.Abs(25 + Math.Pow(-50 * Math.Log(i / 100.0), 2.0 / 3) - x[1]), x[2]) / x[0]) - i / 100.0));

    /// <summary>Box's function of three exponentials; besides its minimiser, all points with x = y and z = 0 have the value 0.</summary>
    public static TestProblem BoxExponential() => Squares(
        12, "Σ (exp(−tx) − exp(−ty) − z(exp(−t) − exp(−10t)))² over t = 0.1 … 1", [0, 10, 20], [1, 10, 1], 0,
        x => Each(1, 10, i =>
            Real.Exp(-0.1 * i * x[0]) - Real.Exp(-0.1 * i * x[1]) - x[2] * (Math.Exp(-0.1 * i) - Math.Exp(-i))),
        others: [0.0755887]);

    /// <summary>Wood's function: two curved valleys, coupled.</summary>
    public static TestProblem Wood() => Squares(
        14, "100(b − a²)² + (1 − a)² + 90(d − c²)² + (1 − c)² + 10(b + d − 2)² + 0.1(b − d)²", [-3, -1, -3, -1], [1, 1, 1, 1], 0,
        x =>
        [
            10 * (x[1] - x[0] * x[0]), 1 - x[0], Math.Sqrt(90) * (x[3] - x[2] * x[2]), 1 - x[2],
            Math.Sqrt(10) * (x[1] + x[3] - 2), (x[1] - x[3]) / Math.Sqrt(10),
        ]);

    /// <summary>The fit of Kowalik and Osborne of a rational function to 11 data of enzyme kinetics.</summary>
    public static TestProblem KowalikOsborne() => Squares(
        15, "Σ (yᵢ − x₁(uᵢ² + uᵢx₂)/(uᵢ² + uᵢx₃ + x₄))²", [0.25, 0.39, 0.415, 0.39],
        [0.19280693457903794, 0.19128232873436607, 0.12305650692632081, 0.13606233068379442], 0.0003075056038492369,
        x => Each(1, 11, i => KowalikData[i - 1] - x[0] * (Squared(KowalikInputs[i - 1]) + KowalikInputs[i - 1] * x[1])
            / (Squared(KowalikInputs[i - 1]) + KowalikInputs[i - 1] * x[2] + x[3])), others: [1.02734e-3]);

    /// <summary>The function of Brown and Dennis, whose residuals are large at the minimum.</summary>
    public static TestProblem BrownDennis() => Squares(
        16, "Σ ((a + tb − exp t)² + (c + d sin t − cos t)²)² over t = 0.2 … 4", [25, 5, -5, -1],
        [-11.594439904762163, 13.203630051207202, -0.4034394881768596, 0.23677877445573625], 85822.20162635636,
        x => Each(1, 20, i =>
            Squared(x[0] + i / 5.0 * x[1] - Math.Exp(i / 5.0)) + Squared(x[2] + x[3] * Math.Sin(i / 5.0) - Math.Cos(i / 5.0))));

    /// <summary>Osborne's fit of two exponentials to 33 data.</summary>
    public static TestProblem Osborne1() => Squares(
        17, "Σ (yᵢ − x₁ − x₂ exp(−tᵢx₄) − x₃ exp(−tᵢx₅))²", [0.5, 1.5, -1, 0.01, 0.02],
        [0.375410052106952, 1.9358469127123596, -1.464687136613415, 0.012867534640057273, 0.02212269966167264], 5.46489469748309e-05,
        x => Each(0, 32, i =>
            Osborne1Data[i] - (x[0] + x[1] * Real.Exp(-10.0 * i * x[3]) + x[2] * Real.Exp(-10.0 * i * x[4]))));

    /// <summary>Biggs' fit of three exponentials to 13 data, which has a second, higher minimum.</summary>
    public static TestProblem BiggsExponential() => Squares(
        18, "Σ (x₃ exp(−tx₁) − x₄ exp(−tx₂) + x₆ exp(−tx₅) − exp(−t) + 5 exp(−10t) − 3 exp(−4t))² over t = 0.1 … 1.3",
        [1, 2, 1, 1, 1, 1], [1, 10, 1, 5, 4, 3], 0,
        x => Each(1, 13, i => x[2] * Real.Exp(-0.1 * i * x[0]) - x[3] * Real.Exp(-0.1 * i * x[1]) + x[5] * Real.Exp(-0.1 * i * x[4])
            - (Math.Exp(-0.1 * i) - 5 * Math.Exp(-i) + 3 * Math.Exp(-0.4 * i))), others: [5.655649925e-3, 0.3063667]);

    /// <summary>Osborne's fit of an exponential and three Gaussians to 65 data.</summary>
    public static TestProblem Osborne2() => Squares(
        19, "Σ (yᵢ − x₁ exp(−tᵢx₅) − Σ xⱼ exp(−(tᵢ − xⱼ₊₇)²xⱼ₊₄) over j = 2 … 4)²",
        [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5],
        [
            1.3099771546273007, 0.43155379460298904, 0.6336616989607241, 0.5994305347859162, 0.7541832263280115, 0.9042885798596327,
            1.3658118352370283, 4.823698817227156, 2.3986848661317546, 4.568874597667672, 5.6753414705806415,
        ], 0.0401377362935478,
        x => Each(0, 64, i => Osborne2Data[i] - (x[0] * Real.Exp(-0.1 * i * x[4])
            + x[1] * Real.Exp(-Squared(0.1 * i - x[8]) * x[5])
            + x[2] * Real.Exp(-Squared(0.1 * i - x[9]) * x[6])
            + x[3] * Real.Exp(-Squared(0.1 * i - x[10]) * x[7]))), others: [1.7898136]);

    /// <summary>Watson's function of nine coordinates: a differential equation, solved approximately, with a singular valley.</summary>
    public static TestProblem Watson() => Squares(
        20, "Σ (Σ (j − 1)xⱼtᵢ^(j−2) − (Σ xⱼtᵢ^(j−1))² − 1)² + x₁² + (x₂ − x₁² − 1)²", Vector.Zero(9),
        [
            -1.5307036521357503e-05, 0.9997897039319485, 0.014763963693546961, 0.14634232829949526, 1.0008211030040148, -2.617731140517252,
            4.10440316447653, -3.1436122785549085, 1.0526264080097683,
        ], 1.3997601380956954e-06,
        x =>
        [
            .. Each(1, 29, i => Total(1, 8, j => j * Math.Pow(i / 29.0, j - 1) * x[j])
                - Squared(Total(0, 8, j => Math.Pow(i / 29.0, j) * x[j])) - 1),
            x[0], x[1] - x[0] * x[0] - 1,
        ]);

    /// <summary>Rosenbrock's function, extended: one curved valley for each pair of coordinates.</summary>
    /// <param name="dimension">An even number n ≥ 2, default 10.</param>
    public static TestProblem ExtendedRosenbrock([AtLeast(2)] int dimension = 10) => Checked(dimension) % 2 == 0
        ? Squares(
            21, "Σ 100(b − a²)² + (1 − a)² over pairs (a, b)", Alternating(dimension, -1.2, 1), Vector.Repeat(dimension, 1), 0,
            x =>
            [
                .. Each(0, dimension / 2 - 1, i => 10 * (x[2 * i + 1] - Squared(x[2 * i]))),
                .. Each(0, dimension / 2 - 1, i => 1 - x[2 * i]),
            ])
        : throw new ArgumentOutOfRangeException(
            nameof(dimension), dimension, "The extended Rosenbrock function has pairs of coordinates: give an even number.");

    /// <summary>The first penalty function: a sphere to which the coordinates are pulled, and a weak pull towards 1.</summary>
    public static TestProblem Penalty1() => Squares(
        23, "10⁻⁵ Σ (xᵢ − 1)² + (Σ xᵢ² − ¼)²", Vector.Init(10, i => i + 1), Vector.Repeat(10, 0.15812230111311637), 7.087651467090368e-05,
        x => [.. Each(0, 9, i => Math.Sqrt(1e-5) * (x[i] - 1)), Total(0, 9, i => x[i] * x[i]) - 0.25]);

    /// <summary>The second penalty function, in ten coordinates.</summary>
    public static TestProblem Penalty2() => Squares(
        24, "(x₁ − 0.2)² + 10⁻⁵ Σ (exp(xᵢ/10) + exp(xᵢ₋₁/10) − yᵢ)² + 10⁻⁵ Σ (exp(xᵢ/10) − exp(−0.1))² + (Σ (n − i + 1)xᵢ² − 1)²",
        Vector.Repeat(10, 0.5),
        [
            0.19998360519782363, 0.010350648471292308, 0.019604934480438405, 0.03208906722068566, 0.04993267739964131, 0.07651399515399361,
            0.11862407286950419, 0.19214487233557673, 0.3473205869418436, 0.3691643741593508,
        ], 0.00029366053745674605,
        x =>
        [
            x[0] - 0.2,
            .. Each(1, 9, i => Math.Sqrt(1e-5)
                * (Real.Exp(x[i] / 10) + Real.Exp(x[i - 1] / 10) - (Math.Exp((i + 1) / 10.0) + Math.Exp(i / 10.0)))),
            .. Each(1, 9, i => Math.Sqrt(1e-5) * (Real.Exp(x[i] / 10) - Math.Exp(-0.1))),
            Total(0, 9, i => (10 - i) * (x[i] * x[i])) - 1,
        ]);

    /// <summary>The variably dimensioned function <c>Σ (xᵢ − 1)² + s² + s⁴</c> with <c>s = Σ i(xᵢ − 1)</c>.</summary>
    /// <param name="dimension">n ≥ 1, default 10.</param>
    public static TestProblem VariablyDimensioned([AtLeast(1)] int dimension = 10) => Squares(
        25, "Σ (xᵢ − 1)² + s² + s⁴, s = Σ i(xᵢ − 1)", Vector.Init(Checked(dimension), i => 1 - (i + 1.0) / dimension),
        Vector.Repeat(dimension, 1), 0,
        x =>
        {
            var sum = Total(0, dimension - 1, i => (i + 1) * (x[i] - 1));
            return [.. Each(0, dimension - 1, i => x[i] - 1), sum, sum * sum];
        }, convex: "a sum of even powers of linear functions");

    /// <summary>The trigonometric function in ten coordinates, which has several minima above 0.</summary>
    public static TestProblem Trigonometric() => Squares(
        26, "Σ (n − Σ cos xⱼ + i(1 − cos xᵢ) − sin xᵢ)²", Vector.Repeat(10, 0.1),
        [
            0.047911947303727644, 0.04918451816663788, 0.05060870289457135, 0.05222304938978913, 0.05408309229485943, 0.05627330346630157,
            0.0589321385353416, 0.18639700138447507, 0.1543419604011381, 0.12462537696306863,
        ], 0,
        x =>
        {
            var sum = Total(0, 9, i => Real.Cos(x[i]));
            return Each(0, 9, i => 10 - sum + (i + 1) * (1 - Real.Cos(x[i])) - Real.Sin(x[i]));
        }, others: [2.7950640e-5, 4.2186344e-5]);

    /// <summary>Brown's almost linear function, whose last residual is a product.</summary>
    public static TestProblem BrownAlmostLinear() => Squares(
        27, "Σ (xᵢ + Σ xⱼ − (n + 1))² over i < n + (Π xⱼ − 1)²", Vector.Repeat(10, 0.5), Vector.Repeat(10, 1), 0,
        x =>
        {
            var sum = Total(0, 9, i => x[i]);
            return [.. Each(0, 8, i => x[i] + sum - 11), Enumerable.Range(1, 9).Aggregate(x[0], (product, i) => product * x[i]) - 1];
        }, others: [1]);

    /// <summary>A nonlinear boundary value problem, by differences at ten points.</summary>
    public static TestProblem DiscreteBoundaryValue() => Squares(
        28, "Σ (2xᵢ − xᵢ₋₁ − xᵢ₊₁ + h²(xᵢ + tᵢ + 1)³/2)²", BoundaryStart, BoundarySolution, 0,
        x => Each(0, 9, i => 2 * x[i] - (i > 0 ? x[i - 1] : 0) - (i < 9 ? x[i + 1] : 0) + Cubed(x[i] + Grid(i) + 1) / 242));

    /// <summary>The same boundary value problem as an integral equation.</summary>
    public static TestProblem DiscreteIntegralEquation() => Squares(
        29, "Σ (xᵢ + h((1 − tᵢ) Σ tⱼ(xⱼ + tⱼ + 1)³ over j ≤ i + tᵢ Σ (1 − tⱼ)(xⱼ + tⱼ + 1)³ over j > i)/2)²",
        BoundaryStart, BoundarySolution, 0,
        x =>
        {
            Real[] cubes = [.. Each(0, 9, i => Cubed(x[i] + Grid(i) + 1))];
            return Each(0, 9, i => x[i] + ((1 - Grid(i)) * Total(0, i, j => Grid(j) * cubes[j])
                + Grid(i) * Total(i + 1, 9, j => (1 - Grid(j)) * cubes[j])) / 22);
        });

    /// <summary>Broyden's tridiagonal function.</summary>
    public static TestProblem BroydenTridiagonal() => Squares(
        30, "Σ ((3 − 2xᵢ)xᵢ − xᵢ₋₁ − 2xᵢ₊₁ + 1)²", Vector.Repeat(10, -1),
        [
            -0.5707221320112248, -0.6818069499842752, -0.7022100760176601, -0.7055106298950804, -0.7049061557287437, -0.7014966070298512,
            -0.6918893223547983, -0.6657965144058536, -0.5960351090263657, -0.4164122575286934,
        ], 0,
        x => Each(0, 9, i => (3 - 2 * x[i]) * x[i] - (i > 0 ? x[i - 1] : 0) - 2 * (i < 9 ? x[i + 1] : 0) + 1));

    /// <summary>Broyden's banded function.</summary>
    public static TestProblem BroydenBanded() => Squares(
        31, "Σ (xᵢ(2 + 5xᵢ²) + 1 − Σ xⱼ(1 + xⱼ) over the neighbours j of i)²", Vector.Repeat(10, -1),
        [
            -0.4283028635872503, -0.47659642435629024, -0.5196524636468617, -0.5580993248321808, -0.5925061568294573, -0.624503682199468,
            -0.6232394714405911, -0.6213938417965735, -0.6204535966590874, -0.586469270720435,
        ], 0,
        x => Each(0, 9, i => x[i] * (2 + 5 * (x[i] * x[i])) + 1
            - Total(Math.Max(0, i - 5), Math.Min(9, i + 1), j => j == i ? 0 : x[j] * (1 + x[j]))));

    /// <summary>Linear residuals of full rank, 20 of ten coordinates.</summary>
    public static TestProblem LinearFullRank() => Squares(
        32, "Σ (xᵢ − 2s/m − 1)² over i ≤ n + Σ (2s/m + 1)² over n < i ≤ m, s = Σ xⱼ, m = 20", Vector.Repeat(10, 1),
        Vector.Repeat(10, -1), 10,
        x =>
        {
            var mean = Total(0, 9, i => x[i]) / 10;
            return [.. Each(0, 9, i => x[i] - mean - 1), .. Each(10, 19, _ => -mean - 1)];
        }, convex: "a sum of squares of linear functions");

    /// <summary>Linear residuals of rank 1, 20 of ten coordinates: the minimisers are a whole hyperplane, of which one is given.</summary>
    public static TestProblem LinearRankOne() => Squares(
        33, "Σ (i Σ j xⱼ − 1)² over i = 1 … 20", Vector.Repeat(10, 1), Vector.Zero(10).WithElement(0, 3 / 41.0), 190 / 41.0,
        x =>
        {
            var sum = Total(0, 9, i => (i + 1) * x[i]);
            return Each(1, 20, i => i * sum - 1);
        }, convex: "a sum of squares of linear functions");

    /// <summary>Linear residuals of rank 1 with columns and rows of zeros: two coordinates do not matter at all.</summary>
    public static TestProblem LinearRankOneWithZeros() => Squares(
        34, "2 + Σ (i Σ j xⱼ over 1 < j < n − 1)² over i = 1 … 18", Vector.Repeat(10, 1), Vector.Zero(10).WithElement(1, 1.5 / 37),
        227 / 37.0,
        x =>
        {
            var sum = Total(1, 8, i => (i + 1) * x[i]);
            return [-1, .. Each(1, 18, i => i * sum - 1), -1];
        }, convex: "a sum of squares of linear functions");

    /// <summary>Chebyquad: points of equal weight that integrate the Chebyshev polynomials up to the eighth as well as they can.</summary>
    public static TestProblem Chebyquad() => Squares(
        35, "Σ (Σ Tᵢ(xⱼ)/n − ∫ Tᵢ)², Tᵢ the Chebyshev polynomials on [0, 1]", Vector.Init(8, i => (i + 1) / 9.0),
        [
            0.0431527601510166, 0.19309084038418606, 0.26632870689027294, 0.5, 0.5, 0.733671293109727, 0.8069091596158139,
            0.9568472398489833,
        ], 0.003516873725677931,
        x =>
        {
            Real[] before = [.. Each(0, 7, _ => 1)], now = [.. Each(0, 7, j => 2 * x[j] - 1)];
            var result = new List<Real>();
            for (var i = 1; i <= 8; i++)
            {
                result.Add(Total(0, 7, j => now[j]) / 8 + (i % 2 == 0 ? 1 / (i * i - 1.0) : 0));
                (before, now) = (now, [.. Each(0, 7, j => 2 * (2 * x[j] - 1) * now[j] - before[j])]);
            }
            return result;
        });

    private static readonly double[] BardData =
        [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];

    private static readonly double[] GaussianData = [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989];

    private static readonly double[] MeyerData =
        [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872];

    private static readonly double[] KowalikData =
        [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];

    private static readonly double[] KowalikInputs = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];

    private static readonly double[] Osborne1Data =
    [
        0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.580, 0.558, 0.538,
        0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406,
    ];

    private static readonly double[] Osborne2Data =
    [
        1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602, 0.626, 0.651,
        0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405,
        0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559, 0.597, 0.625, 0.739, 0.710, 0.729,
        0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054,
    ];

    private static readonly Vector BoundaryStart = Vector.Init(10, i => Grid(i) * (Grid(i) - 1));

    private static readonly Vector BoundarySolution =
    [
        -0.04316498251876486, -0.08157715653538687, -0.11448571438052926, -0.14097357686259668, -0.1599086961819831, -0.1698772023127749,
        -0.16908998378120835, -0.1552495352218318, -0.12535589167893496, -0.07541653368589205,
    ];

    private static double Grid(int i) => (i + 1) / 11.0;

    private static IReadOnlyList<Real> Each(int first, int last, Func<int, Real> term) =>
        [.. Enumerable.Range(first, last - first + 1).Select(term)];

    private static Real Total(int first, int last, Func<int, Real> term) =>
        first > last ? 0 : Each(first, last, term).Aggregate((sum, next) => sum + next);

    private static Real Squared(Real x) => x * x;

    private static Real Cubed(Real x) => x * x * x;

    /// <summary>The end of a domain that holds start and minimiser, with a quarter of their distance around.</summary>
    private static double Around(int sign, double start, double minimizer) =>
        sign * (Math.Max(sign * start, sign * minimizer) + 0.25 * Math.Max(0.1, Math.Abs(start - minimizer)));

    /// <summary>A problem of the collection.</summary>
    private static TestProblem Squares(
        int number, string formula, Vector start, Vector minimizer, double minimum, Func<Series, IReadOnlyList<Real>> residuals,
        Vector? others = null, string? convex = null, [CallerMemberName] string name = "")
    {
        Vector Corner(int sign) => Vector.Init(start.Count, i => Around(sign, start[i], minimizer[i]));
        return new TestProblem
        {
            Name = name,
            Formula = formula,
            Reference = $"Moré, Garbow and Hillstrom 1981, no. {number}",
            Minimum = minimum,
            OtherMinima = others ?? Vector.Empty,
            Minimizers = Points(minimizer),
            Lower = Corner(-1),
            Upper = Corner(1),
            Start = start,
            IsConvex = convex is not null,
            Convexity = convex ?? "a sum of squares of functions that are not linear",
            Exact = new SumOfSquares(start.Count, residuals),
        };
    }
}
