using PSOptimize.Differentiation;
using PSOptimize.Objectives.Regression;
using PSOptimize.Tests.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods;

/// <summary>
/// Curves as people fit them. The right values and standard errors are those of SciPy 1.10.1, <c>least_squares</c> followed by
/// Gauss–Newton steps with derivatives by complex steps until nothing changed.
/// </summary>
internal sealed record OrdinaryCurves(
    string Name, Vector Inputs, Vector Targets, DifferentiableModel Function, Vector Start, Vector Right, Vector Errors)
{
    private static readonly List<OrdinaryCurves> Curves =
    [
        Of("decay with offset", Steps(20, 60, 150), (x, i) => 20 + 80 * Math.Exp(-x / 400) + 0.2 * Math.Sin(3 * i),
            (x, p) => (p(0) - p(2)) * Real.Exp(-x / p(1)) + p(2),
            [90, 300, 10], [100.0102863, 399.8967704, 20.00412356], [0.197948, 1.73783, 0.0526365]),
        Of("growth", Steps(19, 36, 2), (x, i) => Math.Round(0.3 * Math.Exp(0.09 * x) + 5 + 2 * Math.Sin(2 * i), 1),
            (x, p) => p(0) * Real.Exp(p(1) * x) + p(2),
            [1, 0.07, 0], [0.3108146531, 0.08946549635, 4.89319118], [0.037532, 0.00165926, 1.09333]),
        Of("Michaelis-Menten", [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.1, 1.1],
            [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200], (x, p) => p(0) * x / (p(1) + x),
            [200, 0.05], [212.6837431, 0.06412128168], [6.94716, 0.00828095]),
        Of("dose and response", [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4],
            [98.9, 98.1, 95.2, 90.4, 79.1, 61.0, 40.8, 23.9, 13.8, 8.1],
            (x, p) => p(1) + (p(0) - p(1)) / (1 + Real.Pow(x / p(2), p(3))),
            [100, 0, 10, 1], [99.8688202, 4.361398066, 8.729979864, 1.268534285], [0.265892, 0.462647, 0.105078, 0.0186208]),
        Of("two exponentials", Steps(31, 0, 0.1), (x, i) => 3 * Math.Exp(-0.8 * x) + 2 * Math.Exp(-4 * x) + 0.005 * Math.Sin(6 * i),
            (x, p) => p(0) * Real.Exp(-p(1) * x) + p(2) * Real.Exp(-p(3) * x),
            [1, 1, 1, 2], [3.007970326, 0.80120208, 1.99419707, 4.049759701], [0.00981237, 0.00202182, 0.00954213, 0.0261033]),
        Of("capacitor in farads", Steps(24, 0.01, 0.01), (x, i) => 5 * (1 - Math.Exp(-x / (47e3 * 1.5e-6))) + 0.02 * Math.Sin(5 * i),
            (x, p) => p(0) * (1 - Real.Exp(-x / (47e3 * p(1)))),
            [1, 1e-6], [5.002019973, 1.501799665e-06], [0.00796525, 6.92707e-09]),
        Of("Arrhenius", Steps(20, 280, 5), (x, i) => 3e9 * Math.Exp(-52000 / (8.314 * x)) * (1 + 0.01 * Math.Sin(4 * i)),
            (x, p) => p(0) * Real.Exp(-p(1) / (8.314 * x)),
            [1e9, 5e4], [3208991739.0, 52199.2676], [153571000, 145.92]),
        Of("logistic growth", Steps(25, 0, 1), (x, i) => Math.Round(100 / (1 + Math.Exp(-0.5 * (x - 10))) + 1.5 * Math.Sin(7 * i), 1),
            (x, p) => p(0) / (1 + Real.Exp(-p(1) * (x - p(2)))),
            [80, 1, 12], [99.69473642, 0.5090404004, 9.968139188], [0.407484, 0.0099446, 0.0450959]),
        Of("peak on a slope", Steps(41, 400, 5),
            (x, i) => 3 + 0.01 * x + 40 * Math.Exp(-0.5 * Math.Pow((x - 512) / 18, 2)) + 0.3 * Math.Sin(11 * i),
            (x, p) => p(0) + p(1) * x + p(2) * Real.Exp(-0.5 * (x - p(3)) / p(4) * ((x - p(3)) / p(4))), [0, 0, 30, 500, 30],
            [2.877195301, 0.01025312548, 39.9951917, 511.9942035, 17.99567944],
            [0.306642, 0.000618803, 0.113787, 0.0579844, 0.0645153]),
        Of("damped oscillation", Steps(60, 0, 0.1), (x, i) => 4 * Math.Exp(-0.3 * x) * Math.Cos(3.2 * x + 0.5) + 0.05 * Math.Sin(13 * i),
            (x, p) => p(0) * Real.Exp(-p(1) * x) * Real.Cos(p(2) * x + p(3)), [3, 0.1, 3, 0],
            [4.041634942, 0.304380311, 3.205434658, 0.4893299281], [0.0174478, 0.00212295, 0.00209179, 0.00394844]),
        Of("resonance in hertz", Steps(30, 1e6, 1e6), (x, i) => 2e-3 / (1 + Math.Pow((x - 14.2e6) / 1.1e6, 2)) + 2e-5 * Math.Sin(9 * i),
            (x, p) => p(0) / (1 + (x - p(1)) / p(2) * ((x - p(1)) / p(2))),
            [1e-3, 12e6, 3e6], [0.001989248288, 14200003.21, 1110056.378], [1.54463e-05, 9232.79, 12183]),
        Of("power law", Steps(16, 0.5, 0.5), (x, i) => Math.Round(0.7 * Math.Pow(x, 1.6) + 2 + 0.05 * Math.Sin(8 * i), 2),
            (x, p) => p(0) * Real.Pow(x, p(1)) + p(2),
            [1, 1, 1], [0.6978834303, 1.601262561, 2.008745151], [0.0104558, 0.00699011, 0.0280522]),
        Of("van der Waals", Steps(25, 0.3, 0.02), (x, i) => 0.083145 * 320 / (x - 0.0427) - 3.64 / (x * x) + 0.2 * Math.Sin(5 * i),
            (x, p) => 0.083145 * 320 / (x - p(1)) - p(0) / (x * x),
            [3, 0.04], [3.574406497, 0.04070200543], [0.113241, 0.00337142]),
    ];

    public static TheoryData<string> Names => [.. Curves.Select(curve => curve.Name)];

    /// <summary>The fit of the curve, with an exact Jacobian.</summary>
    public RegressionObjective Objective => Fit(NistCurves.Exact(["x"], ParameterNames, Function));

    /// <summary>The fit of the curve, with a Jacobian by central differences.</summary>
    public RegressionObjective ByDifferences => Fit(CurveModel.FromFunction(["x"], ParameterNames, (row, p) =>
    {
        var value = new double[1];
        Function.Values(row.AsSpan(), p.AsSpan(), value);
        return value[0];
    }));

    private string[] ParameterNames => [.. Enumerable.Range(0, Start.Count).Select(i => $"p{i}")];

    public static OrdinaryCurves Of(string name) => Curves.Single(curve => curve.Name == name);

    /// <summary>The fit of a model to the data of the curve.</summary>
    public RegressionObjective Fit(CurveModel model) =>
        RegressionObjective.Curve(Table.OfColumns(["x", "y"], [Inputs, Targets]), model, "y");

    private static double[] Steps(int count, double first, double step) =>
        [.. Enumerable.Range(0, count).Select(i => first + step * i)];

    private static OrdinaryCurves Of(string name, double[] x, Func<double, int, double> data, Func<Real, Func<int, Real>, Real> formula,
        Vector start, Vector right, Vector errors) =>
        Of(name, x, [.. x.Select(data)], formula, start, right, errors);

    private static OrdinaryCurves Of(string name, double[] x, double[] y, Func<Real, Func<int, Real>, Real> formula,
        Vector start, Vector right, Vector errors) =>
        new(name, x, y, NistCurves.Function(1, start.Count, (row, p) => formula(row(0), p)), start, right, errors);
}
