using PSOptimize.Constraints;
using PSOptimize.Methods.Constrained;
using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Methods.LeastSquares;
using PSOptimize.Methods.Proximal;
using PSOptimize.Objectives;

namespace PSOptimize.Methods;

/// <summary>The method for a problem of which nothing else is said, and why it is that one.</summary>
/// <param name="Method">The method with its defaults.</param>
/// <param name="Reason">What of the problem decided, as the end of a sentence: "the objective is a sum of squares".</param>
/// <remarks>
/// What the problem offers decides, in this order: batches (Adam), the values of a program, which may be noisy
/// (Nelder–Mead), no gradient (quadratic interpolation), or CMA-ES for both in more than ten coordinates, constraints (sequential
/// quadratic programming, or L-BFGS within an augmented Lagrangian for many coordinates), L1 or a set other than a box (proximal
/// gradients), a linear model (its closed form), residuals (Levenberg–Marquardt), and else curvature: a trust region with exact Hessian
/// products, or L-BFGS.
/// </remarks>
public sealed record Recommendation(Method Method, string Reason)
{
    // Beyond it a simplex turns slowly, and a population that learns the covariance is better.
    private const int FewCoordinates = 10;

    // Beyond it the Jacobian costs more than the iterations that it saves.
    private const int FewParameters = 200;

    // Up to here the whole Hessian is worth its products, and a quadratic program its time.
    private const int ManyCoordinates = 100;

    /// <summary>The method for a problem.</summary>
    /// <param name="problem">Any problem.</param>
    /// <param name="dimension">The number of its coordinates, at least 1.</param>
    public static Recommendation For(Problem problem, int dimension)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var (objective, offers) = (problem.Objective, problem.Function.Offers);
        if (objective.StepsPerEpoch > 1) return new(new Adam(), "each step sees another batch of the rows");
        var rough = objective.IsRough && problem.Constraints.Count == 0 && problem.Within is (null or Box);
        if ((offers & Information.Gradient) == 0 || rough)
        {
            var reason = rough ? "the values have noise or steps" : "the objective gives values alone";
            return dimension > FewCoordinates ? new(new CMAES(), $"{reason}, of many coordinates")
                : rough ? new(new NelderMead(), reason) : new(new QuadraticInterpolation(), reason);
        }
        if (problem.Constraints.Count > 0)
        {
            var isSmall = dimension <= ManyCoordinates && problem.EquationWeight == Problem.UsualEquationWeight;
            return new(isSmall ? new SQP() : new LBFGS(), "the solution has to satisfy constraints");
        }
        if (problem.L1Weights is not null) return new(new ProximalGradient(), "an L1 makes exact zeros");
        if (problem.Within is not (null or Box)) return new(new ProximalGradient(), "its points are kept in a set");
        if ((offers & Information.Residuals) != 0 && !objective.Maximize && dimension <= FewParameters)
            return objective.WhyNotLinear is null && problem.Within is null && problem.Penalty is null
                ? new(new ClosedForm(), "the model is linear and its loss squared")
                : new(new LevenbergMarquardt(), "the objective is a sum of squares");
        if ((offers & Information.HessianProduct) != 0 && dimension <= ManyCoordinates)
            return new(new TrustRegionNewton(), "the objective has exact second derivatives");
        return new(new LBFGS(), "the objective has gradients");
    }
}
