using MathNet.Numerics.LinearAlgebra;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Tests.Everything;

/// <summary>What is true of a point at which a run says that it has converged.</summary>
internal enum Verdict
{
    /// <summary>It does not say so.</summary>
    None,

    /// <summary>The value or the point is that of a known minimum.</summary>
    KnownMinimum,

    /// <summary>No known minimum, but gradient and Hessian leave next to nothing to gain, nearby or towards infinity.</summary>
    Stationary,

    /// <summary>It has not converged.</summary>
    False,
}

/// <summary>Runs of methods on the test problems from their starts times a factor, each <c>Converged</c> held against the truth.</summary>
internal static class Verified
{
    /// <summary>The methods that can say of themselves that they have converged.</summary>
    public static IEnumerable<Method> Methods =>
        Method.Catalogue.All.Select(entry => entry.Default).Where(method => method.EndsByItself && method is not ClosedForm);

    /// <summary>The problems without constraints that a method can solve.</summary>
    public static IEnumerable<TestProblem> Problems(Method method) => TestProblems.All.Select(entry => entry.Default)
        .Where(problem => !problem.IsConstrained)
        .Where(problem => method.Dimension == 0 || method.Dimension == problem.Dimension)
        .Where(problem => (method.Needs & ~problem.Objective.Offers & (Information.Residuals | Information.Jacobian)) == 0)
        // Without gradients many coordinates take very long.
        .Where(problem => (method.Needs & Information.Gradient) != 0 || problem.Dimension <= 4);

    /// <summary>The run of a method from the start of a problem times a factor.</summary>
    public static Run Run(Method method, TestProblem problem, double factor)
    {
        var budget = (method.Needs & Information.Gradient) != 0 ? 10_000 : 20_000;
        var options = new RunOptions { Stop = StopRule.Evaluations(budget), TraceEvery = 0, Key = Key.FromSeed(4) };
        return Optimizer.Run(problem.Objective, method, factor * problem.Start, options);
    }

    /// <summary>What is true where a run ended.</summary>
    public static Verdict Of(TestProblem problem, Run run) => run.Outcome is not Outcome.Converged ? Verdict.None
        : IsKnown(problem, run) ? Verdict.KnownMinimum
        : Gain(problem.Objective, run.Start, run.Point) <= 1e-5 * Math.Abs(run.Value) ? Verdict.Stationary
        : Verdict.False;

    private static bool IsKnown(TestProblem problem, Run run) =>
        problem.OtherMinima.AsSeq().Append(problem.Minimum).Any(minimum =>
            Math.Abs(run.Value - minimum) <= 1e-6 * Math.Abs(minimum) + 1e-8)
        || problem.Minimizers.AsSeq().Any(minimizer => Enumerable.Range(0, minimizer.Count).All(i =>
            Math.Abs(run.Point[i] - minimizer[i]) <= 1e-6 * (Math.Abs(minimizer[i]) + Math.Abs(run.Start[i] - minimizer[i]))));

    /// <summary>
    /// What the value may fall by, along each axis of the Hessian as far as each coordinate is large or has come, by gradient and curvature
    /// alone.
    /// </summary>
    private static double Gain(Objective objective, Vector start, Vector point)
    {
        var n = point.Count;
        var sizes = Vector.Init(n, i =>
            Math.Max(Math.Abs(point[i]), 1e-3 * Math.Abs(point[i] - start[i])) is var size && size > 0 ? size : 1);
        var gradient = objective.ValueAndGradient(point).Gradient.Times(sizes);
        var rows = Enumerable.Range(0, n).Select(i => Row(i)).ToList();
        var hessian = Matrix<double>.Build.Dense(n, n, (i, j) => (rows[i][j] + rows[j][i]) / 2);
        var axes = hessian.Evd(Symmetricity.Symmetric);
        var along = axes.EigenVectors.TransposeThisAndMultiply(Vector<double>.Build.Dense(gradient.ToArray()));
        return along.Select((slope, i) => (Slope: Math.Abs(slope), Curvature: axes.EigenValues[i].Real)).Sum(axis =>
            axis.Curvature > axis.Slope ? axis.Slope * axis.Slope / (2 * axis.Curvature) : axis.Slope - axis.Curvature / 2);

        Vector Row(int i)
        {
            var axis = Vector.Zero(n).WithElement(i, sizes[i]);
            if ((objective.Offers & Information.HessianProduct) != 0)
                return objective.Evaluate(new Query(point, Information.Value | Information.Gradient | Information.HessianProduct, axis))
                    .HessianProduct.Times(sizes);
            var (ahead, behind) = (objective.ValueAndGradient(point + 1e-5 * axis), objective.ValueAndGradient(point - 1e-5 * axis));
            return (ahead.Gradient - behind.Gradient).Times(sizes) / 2e-5;
        }
    }
}
