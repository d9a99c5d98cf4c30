using System.Runtime.CompilerServices;
using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <remarks>
/// Problems of Hock and Schittkowski 1981, "Test examples for nonlinear programming codes", by their numbers there, with the formulas,
/// starts and minima of the book. Minimisers that have no closed form were computed by SciPy's <c>SLSQP</c> and Newton's method on the
/// Lagrange conditions, from the same formulas, and give the minima of the book to all its figures.
/// </remarks>
public static partial class TestProblems
{
    private const string RosenbrockFormula = "100(x₂ − x₁²)² + (1 − x₁)²";
    private const string HighAbove = "∂²f/∂x₁² is below 0 high above the valley";
    private const string ConstantHessian = "its Hessian is constant and positive semidefinite";
    private const string EvenPowers = "even powers of linear functions";
    private const string Product = "a product changes its sign";
    private const string Wide = "-2.3..2.3 -2.3..2.3 -3.2..3.2 -3.2..3.2 -3.2..3.2";
    private static readonly string[] ThreeSurfaces = ["x₁² + x₂² + x₃² + x₄² + x₅² = 10", "x₂x₃ − 5x₄x₅ = 0", "x₁³ + x₂³ = −1"];

    /// <summary>Rosenbrock's valley with a bound that does not hold the minimiser.</summary>
    public static TestProblem HS1() => Constrained(
        1, RosenbrockFormula, 0, [-2, 1], Points([1, 1]), within: ".. -1.5..",
        bent: HighAbove);

    /// <summary>Rosenbrock's valley cut off by a bound, with a minimum on either side; the start leads to the higher one.</summary>
    public static TestProblem HS2() => Constrained(
        2, RosenbrockFormula, 0.05042618789360709, [-2, 1], Points([1.2243707487363527, 1.5]), within: ".. 1.5..",
        others: [4.941229317989], bent: HighAbove);

    /// <summary>A valley that is almost flat, down to a bound.</summary>
    public static TestProblem HS3() => Constrained(
        3, "x₂ + 0.00001(x₂ − x₁)²", 0, [10, 1], Points([0, 0]), within: ".. 0..", convex: "a linear function and the square of one");

    /// <summary>A cube, held by two bounds.</summary>
    public static TestProblem HS4() => Constrained(
        4, "(x₁ + 1)³/3 + x₂", 8.0 / 3, [1.125, 0.125], Points([1, 0]), within: "1.. 0..", bent: "a cube is concave below its root");

    /// <summary>McCormick's function: a wave on a slanting valley, in a box.</summary>
    public static TestProblem HS5() => Constrained(
        5, "sin(x₁ + x₂) + (x₁ − x₂)² − 1.5x₁ + 2.5x₂ + 1", -Math.Sqrt(3) / 2 - Math.PI / 3, [0, 0],
        Points([0.5 - Math.PI / 3, -0.5 - Math.PI / 3]), within: "-1.5..4 -3..3", bent: "the sine bends both ways");

    /// <summary>The square of a linear function on a parabola.</summary>
    public static TestProblem HS6() => Constrained(
        6, "(1 − x₁)²", 0, [-1.2, 1], Points([1, 1]), constraints: ["10(x₂ − x₁²) = 0"], convex: "the square of a linear function");

    /// <summary>A logarithm on a closed curve.</summary>
    public static TestProblem HS7() => Constrained(
        7, "log(1 + x₁²) − x₂", -Math.Sqrt(3), [2, 2], Points([0, Math.Sqrt(3)]), constraints: ["(1 + x₁²)² + x₂² = 4"],
        bent: "the logarithm is concave far from 0");

    /// <summary>A system of equations: every point that satisfies it is a minimiser.</summary>
    public static TestProblem HS8() => Constrained(
        8, "−1", -1, [2, 1],
        Points(
            [4.601594917683296, 1.9558436066187048],
            [-4.601594917683296, -1.9558436066187048],
            [1.9558436066187048, 4.601594917683296],
            [-1.9558436066187048, -4.601594917683296]),
        constraints: ["x₁² + x₂² = 25", "x₁x₂ = 9"], convex: "it is constant");

    /// <summary>Waves on a line, with infinitely many minimisers, 20 apart; one is given.</summary>
    public static TestProblem HS9() => Constrained(
        9, "sin(πx₁/12)cos(πx₂/16)", -0.5, [0, 0], Points([-3, -4]), constraints: ["4x₁ = 3x₂"], bent: "waves bend both ways");

    /// <summary>A linear function in an ellipse.</summary>
    public static TestProblem HS10() => Constrained(
        10, "x₁ − x₂", -1, [-10, 10], Points([0, 1]), constraints: ["3x₁² − 2x₁x₂ + x₂² ≤ 1"], convex: "it is linear");

    /// <summary>The distance from a point, above a parabola.</summary>
    public static TestProblem HS11() => Constrained(
        11, "(x₁ − 5)² + x₂² − 25", -8.498464223154677, [4.9, 0.1], Points([1.234772825053297, 1.5246639294901]),
        constraints: ["x₂ ≥ x₁²"], convex: ConstantHessian);

    /// <summary>A quadratic in an ellipse.</summary>
    public static TestProblem HS12() => Constrained(
        12, "0.5x₁² + x₂² − x₁x₂ − 7x₁ − 7x₂", -30, [0, 0], Points([2, 3]), constraints: ["4x₁² + x₂² ≤ 25"],
        convex: ConstantHessian);

    /// <summary>The distance from a point, on a line in an ellipse.</summary>
    public static TestProblem HS14() => Constrained(
        14, "(x₁ − 2)² + (x₂ − 1)²", 9 - 2.875 * Math.Sqrt(7), [2, 2], Points([(Math.Sqrt(7) - 1) / 2, (Math.Sqrt(7) + 1) / 4]),
        constraints: ["x₁ − 2x₂ = −1", "x₁²/4 + x₂² ≤ 1"], convex: ConstantHessian);

    /// <summary>Rosenbrock's valley beyond a hyperbola and a parabola, with a second, higher minimum.</summary>
    public static TestProblem HS15() => Constrained(
        15, RosenbrockFormula, 306.5, [-2, 1], Points([0.5, 2]), constraints: ["x₁x₂ ≥ 1", "x₁ + x₂² ≥ 0"], within: "..0.5 ..",
        others: [360.379767], bent: HighAbove);

    /// <summary>A flat ellipse of values beyond a hyperbola and a circle.</summary>
    public static TestProblem HS18() => Constrained(
        18, "0.01x₁² + x₂²", 5, [2, 2], Points([Math.Sqrt(250), Math.Sqrt(2.5)]), constraints: ["x₁x₂ ≥ 25", "x₁² + x₂² ≥ 25"],
        within: "2..50 0..50", convex: ConstantHessian);

    /// <summary>A quadratic, held by a bound.</summary>
    public static TestProblem HS21() => Constrained(
        21, "0.01x₁² + x₂² − 100", -99.96, [-1, -1], Points([2, 0]), constraints: ["10x₁ − x₂ ≥ 10"], within: "2..50 -50..50",
        convex: ConstantHessian);

    /// <summary>The distance from a point, between a line and a parabola.</summary>
    public static TestProblem HS22() => Constrained(
        22, "(x₁ − 2)² + (x₂ − 1)²", 1, [2, 2], Points([1, 1]), constraints: ["x₁ + x₂ ≤ 2", "x₂ ≥ x₁²"],
        convex: ConstantHessian);

    /// <summary>A function that is flat of fourth order along a curved surface.</summary>
    public static TestProblem HS26() => Constrained(
        26, "(x₁ − x₂)² + (x₂ − x₃)⁴", 0, [-2.6, 2, 2],
        Points([1, 1, 1], [-1.8105357137661384, -1.8105357137661384, -1.8105357137661384]), constraints: ["(1 + x₂²)x₁ + x₃⁴ = 3"],
        convex: EvenPowers);

    /// <summary>A valley on a cylinder.</summary>
    public static TestProblem HS27() => Constrained(
        27, "0.01(x₁ − 1)² + (x₂ − x₁²)²", 0.04, [2, 2, 2], Points([-1, 1, 0]), constraints: ["x₁ + x₃² = −1"],
        bent: HighAbove);

    /// <summary>A convex quadratic on a plane.</summary>
    public static TestProblem HS28() => Constrained(
        28, "(x₁ + x₂)² + (x₂ + x₃)²", 0, [-4, 1, 1], Points([0.5, -0.5, 0.5]), constraints: ["x₁ + 2x₂ + 3x₃ = 1"],
        convex: ConstantHessian);

    /// <summary>The largest box in an ellipsoid, in four octants.</summary>
    public static TestProblem HS29() => Constrained(
        29, "−x₁x₂x₃", -16 * Math.Sqrt(2), [1, 1, 1],
        Points([4, Math.Sqrt(8), 2], [4, -Math.Sqrt(8), -2], [-4, Math.Sqrt(8), -2], [-4, -Math.Sqrt(8), 2]),
        constraints: ["x₁² + 2x₂² + 4x₃² ≤ 48"], bent: Product);

    /// <summary>Beale's quadratic in a corner of the positive octant.</summary>
    public static TestProblem HS35() => Constrained(
        35, "9 − 8x₁ − 6x₂ − 4x₃ + 2x₁² + 2x₂² + x₃² + 2x₁x₂ + 2x₁x₃", 1.0 / 9, [0.5, 0.5, 0.5], Points([4.0 / 3, 7.0 / 9, 4.0 / 9]),
        constraints: ["3 − x₁ − x₂ − 2x₃ ≥ 0"], within: "0..", convex: ConstantHessian);

    /// <summary>Colville's function, two coupled valleys, in a box.</summary>
    public static TestProblem HS38() => Constrained(
        38, "100(x₂ − x₁²)² + (1 − x₁)² + 90(x₄ − x₃²)² + (1 − x₃)² + 10.1((x₂ − 1)² + (x₄ − 1)²) + 19.8(x₂ − 1)(x₄ − 1)", 0,
        [-3, -1, -3, -1], Points([1, 1, 1, 1]), within: "-10..10", bent: "∂²f/∂x₁² is below 0 high above the valleys");

    /// <summary>A linear function on two surfaces.</summary>
    public static TestProblem HS39() => Constrained(
        39, "−x₁", -1, [2, 2, 2, 2], Points([1, 1, 0, 0]), constraints: ["x₂ − x₁³ − x₃² = 0", "x₁² − x₂ − x₄² = 0"],
        convex: "it is linear");

    /// <summary>A product on a curve.</summary>
    public static TestProblem HS40() => Constrained(
        40, "−x₁x₂x₃x₄", -0.25, [0.8, 0.8, 0.8, 0.8],
        Points(
            [0.7937005259840998, 0.7071067811865476, 0.5297315471796477, 0.8408964152537145],
            [0.7937005259840998, 0.7071067811865476, -0.5297315471796477, -0.8408964152537145]),
        constraints: ["x₁³ + x₂² = 1", "x₁²x₄ − x₃ = 0", "x₄² − x₂ = 0"], bent: Product);

    /// <summary>The distance from a point, on a circle.</summary>
    public static TestProblem HS42() => Constrained(
        42, "(x₁ − 1)² + (x₂ − 2)² + (x₃ − 3)² + (x₄ − 4)²", 28 - 10 * Math.Sqrt(2), [1, 1, 1, 1],
        Points([2, 2, Math.Sqrt(0.72), Math.Sqrt(1.28)]), constraints: ["x₁ = 2", "x₃² + x₄² = 2"],
        convex: ConstantHessian);

    /// <summary>The problem of Rosen and Suzuki: a quadratic in three ellipsoids.</summary>
    public static TestProblem HS43() => Constrained(
        43, "x₁² + x₂² + 2x₃² + x₄² − 5x₁ − 5x₂ − 21x₃ + 7x₄", -44, [0, 0, 0, 0], Points([0, 1, 2, -1]),
        constraints:
        [
            "x₁² + x₂² + x₃² + x₄² + x₁ − x₂ + x₃ − x₄ ≤ 8",
            "x₁² + 2x₂² + x₃² + 2x₄² − x₁ − x₄ ≤ 10",
            "2x₁² + x₂² + x₃² + 2x₁ − x₂ − x₄ ≤ 5",
        ], convex: ConstantHessian);

    /// <summary>A product in a box, at whose corner the minimiser lies.</summary>
    public static TestProblem HS45() => Constrained(
        45, "2 − x₁x₂x₃x₄x₅/120", 1, [2, 2, 2, 2, 2], Points([1, 2, 3, 4, 5]), within: "0..1 0..2 0..3 0..4 0..5",
        bent: Product);

    /// <summary>A sum of squares on two planes.</summary>
    public static TestProblem HS48() => Constrained(
        48, "(x₁ − 1)² + (x₂ − x₃)² + (x₄ − x₅)²", 0, [3, 5, -3, 2, -2], Points([1, 1, 1, 1, 1]),
        constraints: ["x₁ + x₂ + x₃ + x₄ + x₅ = 5", "x₃ − 2(x₄ + x₅) = −3"], convex: ConstantHessian);

    /// <summary>Squares and a fourth power on three planes.</summary>
    public static TestProblem HS50() => Constrained(
        50, "(x₁ − x₂)² + (x₂ − x₃)² + (x₃ − x₄)⁴ + (x₄ − x₅)²", 0, [35, -31, 11, 5, -5], Points([1, 1, 1, 1, 1]),
        constraints: ["x₁ + 2x₂ + 3x₃ = 6", "x₂ + 2x₃ + 3x₄ = 6", "x₃ + 2x₄ + 3x₅ = 6"], convex: EvenPowers);

    /// <summary>A sum of squares on three planes.</summary>
    public static TestProblem HS51() => Constrained(
        51, "(x₁ − x₂)² + (x₂ + x₃ − 2)² + (x₄ − 1)² + (x₅ − 1)²", 0, [2.5, 0.5, 2, -1, 0.5], Points([1, 1, 1, 1, 1]),
        constraints: ["x₁ + 3x₂ = 4", "x₃ + x₄ − 2x₅ = 0", "x₂ − x₅ = 0"], convex: ConstantHessian);

    /// <summary>A sum of squares on three planes, where it is not 0.</summary>
    public static TestProblem HS52() => Constrained(
        52, "(4x₁ − x₂)² + (x₂ + x₃ − 2)² + (x₄ − 1)² + (x₅ − 1)²", 1859.0 / 349, [2, 2, 2, 2, 2],
        Points([-33.0 / 349, 11.0 / 349, 180.0 / 349, -158.0 / 349, 11.0 / 349]),
        constraints: ["x₁ + 3x₂ = 0", "x₃ + x₄ − 2x₅ = 0", "x₂ − x₅ = 0"], convex: ConstantHessian);

    /// <summary>Squares and a fourth power on a curved surface, in a box.</summary>
    public static TestProblem HS60() => Constrained(
        60, "(x₁ − 1)² + (x₁ − x₂)² + (x₂ − x₃)⁴", 0.032568200255069873, [2, 2, 2],
        Points([1.1048590197333166, 1.1966741822882572, 1.5352622603253263]), constraints: ["x₁(1 + x₂²) + x₃⁴ = 4 + 3√2"],
        within: "-10..10", convex: EvenPowers);

    /// <summary>A sum of squares in a ball and a box.</summary>
    public static TestProblem HS65() => Constrained(
        65, "(x₁ − x₂)² + (x₁ + x₂ − 10)²/9 + (x₃ − 5)²", 0.953528856804783, [-5, 5, 0],
        Points([3.6504617252130362, 3.6504617252130362, 4.620417555320008]), constraints: ["x₁² + x₂² + x₃² ≤ 48"],
        within: "-4.5..4.5 -4.5..4.5 -5..5", convex: ConstantHessian);

    /// <summary>An equation, an inequality and bounds, all of them active; a usual example of solvers.</summary>
    public static TestProblem HS71() => Constrained(
        71, "x₁x₄(x₁ + x₂ + x₃) + x₃", 17.0140172891563, [1, 5, 5, 1],
        Points([1, 4.742999637264417, 3.8211499841848737, 1.3794082931726723]),
        constraints: ["x₁² + x₂² + x₃² + x₄² = 40", "x₁x₂x₃x₄ ≥ 25"], within: "1..5", bent: "products change their signs");

    /// <summary>A quadratic under linear inequalities.</summary>
    public static TestProblem HS76() => Constrained(
        76, "x₁² + 0.5x₂² + x₃² + 0.5x₄² − x₁x₃ + x₃x₄ − x₁ − 3x₂ + x₃ − x₄", -103.0 / 22, [0.5, 0.5, 0.5, 0.5],
        Points([3.0 / 11, 23.0 / 11, 0, 6.0 / 11]), constraints: ["x₁ + 2x₂ + x₃ + x₄ ≤ 5", "3x₁ + x₂ + 2x₃ − x₄ ≤ 4", "x₂ + 4x₃ ≥ 1.5"],
        within: "0..", convex: ConstantHessian);

    /// <summary>Even powers on two curved surfaces.</summary>
    public static TestProblem HS77() => Constrained(
        77, "(x₁ − 1)² + (x₁ − x₂)² + (x₃ − 1)² + (x₄ − 1)⁴ + (x₅ − 1)⁶", 0.24150512879017869, [2, 2, 2, 2, 2],
        Points([1.1661721897092985, 1.1821113888027044, 1.3802570431454597, 1.5060362736230457, 0.6109201960430908]),
        constraints: ["x₁²x₄ + sin(x₄ − x₅) = 2√2", "x₂ + x₃⁴x₄² = 8 + √2"], convex: EvenPowers);

    /// <summary>A product on three curved surfaces.</summary>
    public static TestProblem HS78() => Constrained(
        78, "x₁x₂x₃x₄x₅", -2.919700408963679, [-2, 1.5, 2, -1, -1],
        Points(
            [-1.7171435703943823, 1.5957096901835544, 1.8272457529271944, -0.7636430781841304, -0.7636430781841304],
            [-1.7171435703943823, 1.5957096901835544, 1.8272457529271944, 0.7636430781841304, 0.7636430781841304]),
        constraints: ThreeSurfaces, bent: Product);

    /// <summary>Even powers on three curved surfaces.</summary>
    public static TestProblem HS79() => Constrained(
        79, "(x₁ − 1)² + (x₁ − x₂)² + (x₂ − x₃)² + (x₃ − x₄)⁴ + (x₄ − x₅)⁴", 0.07877682087105692, [2, 2, 2, 2, 2],
        Points([1.1911274563110514, 1.3626031649617423, 1.4728179315120877, 1.6350166191679931, 1.6790814361664075]),
        constraints: ["x₁ + x₂² + x₃³ = 2 + 3√2", "x₂ − x₃² + x₄ = −2 + 2√2", "x₁x₅ = 2"], convex: EvenPowers);

    /// <summary>The exponential of a product, on three curved surfaces in a box.</summary>
    public static TestProblem HS80() => Constrained(
        80, "exp(x₁x₂x₃x₄x₅)", 0.05394984777027198, [-2, 2, 2, -1, -1],
        Points(
            [-1.7171435703943823, 1.5957096901835544, 1.8272457529271946, -0.7636430781841305, -0.7636430781841305],
            [-1.7171435703943823, 1.5957096901835544, 1.8272457529271946, 0.7636430781841305, 0.7636430781841305]),
        constraints: ThreeSurfaces,
        within: Wide, bent: Product);

    /// <summary>The exponential of a product and the square of a constraint, on three curved surfaces in a box.</summary>
    public static TestProblem HS81() => Constrained(
        81, "exp(x₁x₂x₃x₄x₅) − 0.5(x₁³ + x₂³ + 1)²", 0.05394984777027203, [-2, 2, 2, -1, -1],
        Points(
            [-1.7171435703943823, 1.5957096901835544, 1.8272457529271944, -0.7636430781841304, -0.7636430781841304],
            [-1.7171435703943823, 1.5957096901835544, 1.8272457529271944, 0.7636430781841304, 0.7636430781841304]),
        constraints: ThreeSurfaces,
        within: Wide, bent: "a square is taken off");

    /// <summary>Wong's first problem: seven coordinates under four inequalities.</summary>
    public static TestProblem HS100() => Constrained(
        100, "(x₁ − 10)² + 5(x₂ − 12)² + x₃⁴ + 3(x₄ − 11)² + 10x₅⁶ + 7x₆² + x₇⁴ − 4x₆x₇ − 10x₆ − 8x₇", 680.630057374402,
        [1, 2, 0, 4, 0, 1, 1],
        Points(
            [
                2.33049937287957, 1.9513723728968888, -0.4775413923888717, 4.365726233655811, -0.6244869705268175, 1.0381310186079582,
                1.5942267116118685,
            ]),
        constraints:
        [
            "2x₁² + 3x₂⁴ + x₃ + 4x₄² + 5x₅ ≤ 127",
            "7x₁ + 3x₂ + 10x₃² + x₄ − x₅ ≤ 282",
            "23x₁ + x₂² + 6x₆² − 8x₇ ≤ 196",
            "4x₁² + x₂² − 3x₁x₂ + 2x₃² + 5x₆ − 11x₇ ≤ 0",
        ], bent: "−4x₆x₇ outweighs x₇⁴ near 0");

    /// <summary>Wong's second problem: ten coordinates under eight inequalities.</summary>
    public static TestProblem HS113() => Constrained(
        113,
        "x₁² + x₂² + x₁x₂ − 14x₁ − 16x₂ + (x₃ − 10)² + 4(x₄ − 5)² + (x₅ − 3)²"
        + " + 2(x₆ − 1)² + 5x₇² + 7(x₈ − 11)² + 2(x₉ − 10)² + (x₁₀ − 7)² + 45",
        24.30620906817979, [2, 3, 5, 5, 1, 2, 7, 3, 6, 10],
        Points(
            [
                2.171996371255455, 2.3636829736972804, 8.77392573847685, 5.095984487948453, 0.9906547649638593, 1.4305739789363159,
                1.3216442081617028, 9.828725807886322, 8.280091670098345, 8.375926663921323,
            ]),
        constraints:
        [
            "4x₁ + 5x₂ − 3x₇ + 9x₈ ≤ 105",
            "10x₁ − 8x₂ − 17x₇ + 2x₈ ≤ 0",
            "8x₁ − 2x₂ − 5x₉ + 2x₁₀ ≥ −12",
            "3(x₁ − 2)² + 4(x₂ − 3)² + 2x₃² − 7x₄ ≤ 120",
            "5x₁² + 8x₂ + (x₃ − 6)² − 2x₄ ≤ 40",
            "0.5(x₁ − 8)² + 2(x₂ − 4)² + 3x₅² − x₆ ≤ 30",
            "x₁² + 2(x₂ − 2)² − 2x₁x₂ + 14x₅ − 6x₆ ≤ 0",
            "3x₁ − 6x₂ − 12(x₉ − 8)² + 7x₁₀ ≥ 0",
        ], convex: ConstantHessian);

    /// <summary>
    /// A problem of the book; its domain has the bounds, and where there are none holds start and minimiser with a quarter of their
    /// distance around.
    /// </summary>
    /// <param name="number">The number in the book.</param>
    /// <param name="formula">The function; see <see cref="Formula"/>.</param>
    /// <param name="minimum">Its lowest value.</param>
    /// <param name="start">The start.</param>
    /// <param name="minimizers">The minimisers.</param>
    /// <param name="constraints">Equations and inequalities, as formulas.</param>
    /// <param name="within">The bounds, as <see cref="Box.Parse"/> reads them.</param>
    /// <param name="others">The values of minima that are not global.</param>
    /// <param name="convex">Why the function is convex.</param>
    /// <param name="bent">Why it is not.</param>
    /// <param name="name">The name.</param>
    private static TestProblem Constrained(
        int number, string formula, double minimum, Vector start, VectorList minimizers, string[]? constraints = null,
        string? within = null, Vector? others = null, string? convex = null, string? bent = null, [CallerMemberName] string name = "")
    {
        var (n, box) = (start.Count, within is null ? null : Box.Parse(within));
        var bounds = (box ?? Box.Unbounded).ForDimension(n);
        var parts = (constraints ?? []).ToLookup(constraint => constraint.Contains('=', StringComparison.Ordinal), ConstraintOf);
        return new TestProblem
        {
            Name = name,
            Formula = formula,
            Reference = $"Hock and Schittkowski 1981, no. {number}",
            Minimum = minimum,
            OtherMinima = others ?? Vector.Empty,
            Minimizers = minimizers,
            Lower = Corner(-1, bounds.Lower),
            Upper = Corner(1, bounds.Upper),
            Start = start,
            IsConvex = convex is not null,
            Convexity = convex ?? bent!,
            Exact = new ExactFunction(n, x => Formula.Read(formula, x)),
            Within = box,
            Equations = [.. parts[true]],
            Inequalities = [.. parts[false]],
        };

        Vector Corner(int sign, Vector bound) => Vector.Init(n, i =>
            double.IsFinite(bound[i]) ? bound[i] : Around(sign, start[i], minimizers[0][i]));

        Objective ConstraintOf(string constraint)
        {
            var function = new ExactFunction(n, x => Formula.ReadConstraint(constraint, x));
            return Objective.FromSpans(constraint, n, function.Evaluate, DifferentiationKind.Exact);
        }
    }
}
