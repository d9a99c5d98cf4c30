using PSOptimize.Differentiation;
using PSOptimize.Objectives.Regression;

namespace PSOptimize.Tests.Objectives.Regression;

/// <summary>The models of the NIST files, with exact Jacobians.</summary>
internal static class NistCurves
{
    private delegate Real Formula(Func<int, Real> x, Func<int, Real> b);

    private static readonly Dictionary<string, (int Count, Formula Formula)> Curves = new()
    {
        ["Bennett5"] = (3, (x, b) => b(1) * Real.Pow(b(2) + x(1), -1 / b(3))),
        ["BoxBOD"] = (2, (x, b) => b(1) * (1 - Real.Exp(-b(2) * x(1)))),
        ["Chwirut2"] = (3, (x, b) => Real.Exp(-b(1) * x(1)) / (b(2) + b(3) * x(1))),
        ["DanWood"] = (2, (x, b) => b(1) * Real.Pow(x(1), b(2))),
        ["Eckerle4"] = (3, (x, b) => b(1) / b(2) * Real.Exp(-0.5 * Square((x(1) - b(3)) / b(2)))),
        ["ENSO"] = (9, (x, b) => b(1) + Wave(b(2), b(3), 12, x(1)) + Wave(b(5), b(6), b(4), x(1)) + Wave(b(8), b(9), b(7), x(1))),
        ["Gauss1"] = (8, (x, b) => b(1) * Real.Exp(-b(2) * x(1)) + Peak(b(3), b(4), b(5), x(1)) + Peak(b(6), b(7), b(8), x(1))),
        ["Kirby2"] = (5, (x, b) => Polynomial(x(1), b(1), b(2), b(3)) / Polynomial(x(1), 1, b(4), b(5))),
        ["Lanczos3"] = (6, (x, b) => b(1) * Real.Exp(-b(2) * x(1)) + b(3) * Real.Exp(-b(4) * x(1)) + b(5) * Real.Exp(-b(6) * x(1))),
        ["MGH09"] = (4, (x, b) => b(1) * (x(1) * x(1) + x(1) * b(2)) / (x(1) * x(1) + x(1) * b(3) + b(4))),
        ["MGH10"] = (3, (x, b) => b(1) * Real.Exp(b(2) / (x(1) + b(3)))),
        ["MGH17"] = (5, (x, b) => b(1) + b(2) * Real.Exp(-x(1) * b(4)) + b(3) * Real.Exp(-x(1) * b(5))),
        ["Misra1a"] = (2, (x, b) => b(1) * (1 - Real.Exp(-b(2) * x(1)))),
        ["Misra1c"] = (2, (x, b) => b(1) * (1 - 1 / Real.Sqrt(1 + 2 * b(2) * x(1)))),
        ["Nelson"] = (3, (x, b) => b(1) - b(2) * x(1) * Real.Exp(-b(3) * x(2))),
        ["Rat42"] = (3, (x, b) => b(1) / (1 + Real.Exp(b(2) - b(3) * x(1)))),
        ["Thurber"] = (7, (x, b) => Polynomial(x(1), b(1), b(2), b(3), b(4)) / Polynomial(x(1), 1, b(5), b(6), b(7))),
    };

    /// <summary>The names of all models.</summary>
    public static IReadOnlyCollection<string> Names => Curves.Keys;

    /// <summary>The model of a file.</summary>
    public static CurveModel Of(string name)
    {
        var (count, formula) = Curves[name];
        string[] inputs = name == "Nelson" ? ["x1", "x2"] : ["x"];
        var function = Function(inputs.Length, count, (row, b) => formula(i => row(i - 1), i => b(i - 1)));
        return Exact(inputs, [.. Enumerable.Range(1, count).Select(i => $"b{i}")], function);
    }

    /// <summary>A function of the inputs of a row and of the parameters, with an exact Jacobian.</summary>
    public static DifferentiableModel Function(int inputs, int parameters, Func<Func<int, Real>, Func<int, Real>, Real> formula) =>
        DifferentiableModel.Of(DifferentiableFunction.Define(
            inputs + parameters, graph => formula(i => graph.Point[i], i => graph.Point[inputs + i])), inputs);

    /// <summary>A curve with an exact Jacobian.</summary>
    public static CurveModel Exact(string[] inputs, string[] parameters, DifferentiableModel model) =>
        CurveModel.FromSpans(inputs, parameters, (row, b, gradient) =>
        {
            Span<double> value = stackalloc double[1];
            if (gradient.IsEmpty) model.Values(row, b, value);
            else model.ValuesAndJacobian(row, b, value, gradient);
            return value[0];
        }, DifferentiationKind.Exact);

    private static Real Polynomial(Real x, params Real[] coefficients) =>
        coefficients.Reverse().Aggregate((sum, coefficient) => sum * x + coefficient);

    private static Real Square(Real x) => x * x;

    private static Real Peak(Real height, Real centre, Real width, Real x) => height * Real.Exp(-Square((x - centre) / width));

    private static Real Wave(Real cosine, Real sine, Real period, Real x) =>
        cosine * Real.Cos(2 * Math.PI * x / period) + sine * Real.Sin(2 * Math.PI * x / period);
}
