using System.Diagnostics;
using PSOptimize.Objectives;

namespace PSOptimize.Benchmarks;

/// <summary>
/// The times of compiled script blocks, and of the same arithmetic in C#. Measure-Script.ps1 loads this into the load context of the
/// module, so that it measures the same objective that a user at the prompt gets.
/// </summary>
public static class ScriptTimes
{
    private const int Rounds = 15;

    /// <summary>The time of a value with its gradient, in nanoseconds.</summary>
    public static double Gradient(Objective objective, double[] point)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Answer(objective, new Query(point, Information.Value | Information.Gradient));
    }

    /// <summary>The time of a value, in nanoseconds.</summary>
    public static double Value(Objective objective, double[] point)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Answer(objective, new Query(point, Information.Value));
    }

    private static double Answer(Objective objective, Query query)
    {
        var answer = new EvaluationBuffer();
        answer.Begin(query);
        return Median(() =>
        {
            objective.Evaluate(query, default, answer);
            return answer.Value;
        });
    }

    /// <summary>
    /// The time of value and gradient of the two-dimensional Rosenbrock function as a hand-written delegate, in nanoseconds.
    /// </summary>
    public static double RosenbrockByHand(double[] point)
    {
        var gradient = new double[2];
        Func<double[], double[], double> byHand = (x, g) =>
        {
            var (a, b) = (1 - x[0], x[1] - x[0] * x[0]);
            (g[0], g[1]) = (-2 * a - 400 * x[0] * b, 200 * b);
            return Math.Pow(a, 2) + 100 * Math.Pow(b, 2);
        };
        return Median(() => byHand(point, gradient));
    }

    /// <summary>The time of the value of the chained Rosenbrock function with products, in nanoseconds.</summary>
    public static double ChainByHand(double[] point) => Median(() =>
    {
        var (x, sum) = (point, 0.0);
        for (var i = 0; i < x.Length - 1; i++)
        {
            double u = x[i + 1] - x[i] * x[i], v = 1 - x[i];
            sum += 100 * u * u + v * v;
        }
        return sum;
    });

    /// <summary>The time of the value of the chained Rosenbrock function with Math.Pow, in nanoseconds.</summary>
    public static double ChainByHandWithPow(double[] point) => Median(() =>
    {
        var (x, sum) = (point, 0.0);
        for (var i = 0; i < x.Length - 1; i++)
            sum += 100 * Math.Pow(x[i + 1] - x[i] * x[i], 2) + Math.Pow(1 - x[i], 2);
        return sum;
    });

    /// <summary>
    /// The median of rounds of about 20 ms each, after the same number of warm-up rounds and a pause in which the runtime recompiles with
    /// optimisation.
    /// </summary>
    private static double Median(Func<double> action)
    {
        var (repeats, sink) = (1L, 0.0);
        while (Round() < 20e6 && repeats < 1L << 32) repeats *= 2;
        Thread.Sleep(200);
        Round();
        double[] times = [.. Enumerable.Range(0, Rounds).Select(_ => Round() / repeats).Order()];
        return double.IsNaN(sink) ? double.NaN : times[Rounds / 2];

        double Round()
        {
            var begin = Stopwatch.GetTimestamp();
            for (var i = 0L; i < repeats; i++) sink += action() * 1e-300;
            return Stopwatch.GetElapsedTime(begin).TotalNanoseconds;
        }
    }
}
