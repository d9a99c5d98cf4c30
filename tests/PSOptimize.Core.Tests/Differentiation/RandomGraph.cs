using System.Globalization;
using PSOptimize.Differentiation;

namespace PSOptimize.Tests.Differentiation;

/// <summary>
/// A program spelled by bytes: every decision of the generator takes the next byte, and an exhausted list decides 0, the simplest.
/// So any list is a program, and a shorter list with smaller bytes is a simpler one, which is all that shrinking needs.
/// </summary>
internal sealed class RandomGraph(IReadOnlyList<byte> decisions)
{
    public const int Dimension = 3;

    private int _next;

    /// <summary>As many numbers as there are coordinates, none of which is among the constants of a program.</summary>
    public static double[] Numbers(PSOptimize.Randomness.Key key) =>
        [.. Enumerable.Range(0, Dimension).Select(i => (key.Integer(4001, i) - 2000 + 0.37) / 700)];

    public static DifferentiableFunction Function(IReadOnlyList<byte> decisions) =>
        DifferentiableFunction.Define(Dimension, new RandomGraph(decisions).Define);

    public Real Define(ExpressionGraph graph)
    {
        List<Real> reals = [graph.Point[0], graph.Point[1], graph.Point[2]];
        List<Series> series = [graph.Point, graph.Bind(Series.Of(0.5, -1.25, 2))];
        Statements(graph, reals, series, loops: 2);
        return reals[^1] + (Decide(2) == 0 ? 0.0 : reals[Decide(reals.Count)]);
    }

    private void Statements(ExpressionGraph graph, List<Real> reals, List<Series> series, int loops)
    {
        for (var count = 1 + Decide(5); count > 0; count--)
        {
            switch (Decide(9))
            {
                case 4:
                    reals.AddRange(graph.If(Condition(reals), Branch, Branch).Cast<Real>());
                    break;
                case 5 or 8 when loops > 0:
                    Loop(graph, reals, series, loops - 1);
                    break;
                case 6:
                    series.Add(Decide(2) == 0
                        ? Pick(series).Append(Expression(reals, series, 2))
                        : Pick(series).With(Decide(3), Expression(reals, series, 2)));
                    break;
                case 7 when loops > 0:
                    reals.Add(graph.Sum(0, Pick(series).Count, i => Term(i, reals, series)));
                    break;
                default:
                    reals.Add(Expression(reals, series, 3));
                    break;
            }
        }

        IReadOnlyList<Term> Branch()
        {
            List<Real> inner = [.. reals];
            List<Series> innerSeries = [.. series];
            Statements(graph, inner, innerSeries, loops);
            return [inner[^1], Pick(inner)];
        }
    }

    private Real Term(Whole i, List<Real> reals, List<Series> series)
    {
        var element = Real.Tanh(Pick(series)[Decide(2) == 0 ? 0 : i < 2 is { ConstantValue: true } ? i : 0]);
        return element * Expression([.. reals, element, i.ToReal()], series, 1);
    }

    private void Loop(ExpressionGraph graph, List<Real> reals, List<Series> series, int loops)
    {
        var trips = Decide(4);
        var collects = Decide(3);
        var last = graph.While([(Whole)0, Pick(reals), Pick(reals), Pick(series)],
            state => ((Whole)state[0] < trips) & (Decide(4) != 3 | Condition([(Real)state[1], (Real)state[2]])),
            state =>
            {
                List<Real> inner = [.. reals, ((Whole)state[0]).ToReal(), (Real)state[1], (Real)state[2]];
                List<Series> innerSeries = [.. series, (Series)state[3]];
                Statements(graph, inner, innerSeries, loops);
                var carried = (Series)state[3];
                return
                [
                    (Whole)state[0] + 1,
                    // Bounded, so that an iteration of iterations does not overflow.
                    Decide(3) == 0 ? (Real)state[2] : Real.Sin(inner[^1]),
                    Decide(3) == 0 ? (Real)state[1] : (Real)state[2] + Real.Tanh(Pick(inner)),
                    collects == 0 ? carried : collects == 1 ? carried.Append(Pick(inner)) : carried.With(1, Pick(inner)),
                ];
            });
        reals.Add((Real)last[1]);
        reals.Add((Real)last[2]);
        series.Add((Series)last[3]);
    }

    private Truth Condition(List<Real> reals) => Decide(4) switch
    {
        0 => Pick(reals) < Pick(reals),
        1 => Pick(reals) <= Constant(),
        2 => !(Pick(reals) > Constant()),
        _ => (Pick(reals) < Constant()) | (Pick(reals) > Pick(reals)),
    };

    private Real Expression(List<Real> reals, List<Series> series, int depth)
    {
        Real Operand() => depth == 0 || Decide(3) == 0 ? Pick(reals) : Expression(reals, series, depth - 1);
        return Decide(24) switch
        {
            0 => Operand() + Operand(),
            1 => Operand() * Operand(),
            2 => Operand() - Operand(),
            3 => Constant(),
            4 => Operand() / (1 + Operand() * Operand()),
            5 => Real.Sin(Operand()),
            6 => Real.Exp(-Real.Abs(Operand())),
            7 => Real.Log(1.5 + Real.Abs(Operand())),
            8 => Real.Sqrt(0.5 + Real.Abs(Operand())),
            9 => Real.Pow(Operand(), 2),
            10 => Real.Pow(Operand(), 3),
            11 => Real.Pow(1 + Real.Abs(Operand()), Real.Sin(Operand())),
            12 => Real.Max(Operand(), Operand()),
            13 => Real.Min(Operand(), Constant()),
            14 => Real.Atan2(Operand(), 2 + Real.Cos(Operand())),
            15 => Real.Tanh(Operand()),
            16 => Real.Clamp(Operand(), -1, 1),
            17 => Real.FusedMultiplyAdd(Operand(), Operand(), Operand()),
            18 => Operand() % 3,
            19 => Real.Cbrt(2 + Real.Cos(Operand())),
            20 => Real.Select(Condition(reals), Operand(), Operand()),
            21 => Real.Log(2 + Real.Sin(Operand()), 1.5 + Real.Abs(Constant())),
            22 => -Operand(),
            _ => Pick(series)[Decide(3)],
        };
    }

    private Real Constant() => (Decide(17) - 8) / 4.0;

    private T Pick<T>(List<T> items) => items[^(1 + Decide(items.Count))];

    private int Decide(int options) => _next < decisions.Count ? decisions[_next++] % options : 0;

    public static string Describe(IReadOnlyList<byte> decisions) =>
        string.Join(", ", decisions.Select(b => b.ToString(CultureInfo.InvariantCulture)));
}
