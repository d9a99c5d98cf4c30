using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.LeastSquares;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Fits;

/// <summary>
/// Confidence intervals by the profile of the likelihood: a value of a parameter belongs to the interval if the fit of all others, with
/// this one held there, is not worse than the confidence allows.
/// </summary>
/// <remarks>
/// Bates and Watts 1988, "Nonlinear regression analysis and its applications", section 6.1.1: the bounds are where
/// <c>τ(θ) = ±√((S(θ) − S)/s²)</c> reaches the quantile t of N − p degrees of freedom, with S(θ) the least sum of squares for θ; with
/// trusted σ and for classes the quantile of the normal distribution, for classes with twice the decrease of the log-likelihood in place of
/// the sums. Unlike an interval of standard errors it is not symmetric, does not depend on how the curve is parametrised, and tells where
/// the rows set no bound at all: there it is infinite. Each bound takes some five to ten fits.
/// </remarks>
/// <example><code>
/// foreach (var estimate in ProfileInterval.Of(objective.Fit(run.Point))) Console.WriteLine($"{estimate} {estimate.Lower}");
/// </code></example>
public static class ProfileInterval
{
    // The rows set no bound that is so many times as far as the standard error says.
    private const double Farthest = 1e6;

    private const int MostFits = 100;

    /// <summary>The estimates of a fit with the bounds of their profiles in place of those of their standard errors.</summary>
    /// <param name="fit">A fit of a curve, a linear or a logistic model to columns that are not scaled.</param>
    /// <returns>
    /// The same estimates for parameters without a standard error. If the profile finds a lower minimum than that of the fit, the note of
    /// the parameter says so, and its numbers are NaN.
    /// </returns>
    /// <exception cref="ArgumentException">The model or its loss has no profile.</exception>
    public static ReadOnlyCollection<Estimate> Of(Fit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (WhyNone(fit.Objective) is { } why) throw new ArgumentException($"{fit.Objective.Name} has no profile: {why}.", nameof(fit));
        return [.. fit.Estimates.Select((estimate, i) => double.IsNaN(estimate.StandardError) ? estimate : Profiled(fit, estimate, i))];
    }

    private static string? WhyNone(RegressionObjective objective) =>
        objective.Scaling is not null ? "its columns are scaled"
        : objective.Loss is not (SquaredLoss or BinaryCrossEntropyLoss)
            ? $"the loss {objective.Loss.Name} gives no likelihood that tells one"
        : objective.Model.Outputs > 1 ? "it has several outputs"
        : objective.StepsPerEpoch > 1 ? "each step sees another batch of the rows"
        : null;

    private static Estimate Profiled(Fit fit, Estimate estimate, int index)
    {
        var profile = new Profile(fit, index);
        var (lower, upper) = (BoundOf(profile, fit, estimate, -1), BoundOf(profile, fit, estimate, 1));
        return profile.FoundLower
            ? new Estimate(estimate.Name, estimate.Value, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN,
                "its profile finds a lower minimum")
            : estimate with { Lower = lower, Upper = upper };
    }

    /// <summary>
    /// Where τ reaches the quantile, on one side: by the rule of the false position, which halves an end that stays (Illinois).
    /// </summary>
    private static double BoundOf(Profile profile, Fit fit, Estimate estimate, int side)
    {
        var (center, end) = (estimate.Value, profile.EndOf(side));
        double Excess(double distance) => profile.RootAt(center + side * distance) - fit.Quantile;
        var farthest = Math.Min(Math.Abs(end - center), Farthest * estimate.StandardError);
        var near = (Distance: 0.0, Excess: -fit.Quantile);
        var far = (Distance: Math.Min(fit.Quantile * estimate.StandardError, farthest), Excess: 0.0);
        while (true)
        {
            far.Excess = Excess(far.Distance);
            if (profile.FoundLower) return double.NaN;
            if (far.Excess >= 0) break;
            if (far.Distance >= farthest) return Math.Abs(end - center) <= farthest ? end : side * double.PositiveInfinity;
            near = far;
            far.Distance = Math.Min(2 * far.Distance, farthest);
        }
        for (var fits = 0; fits < MostFits && far.Distance - near.Distance > 1e-12 * far.Distance; fits++)
        {
            var share = double.IsFinite(far.Excess) ? near.Excess / (near.Excess - far.Excess) : 0.5;
            var middle = near.Distance + Math.Clamp(share, 0.01, 0.99) * (far.Distance - near.Distance);
            var excess = Excess(middle);
            if (Math.Abs(excess) <= 1e-9 * fit.Quantile) return center + side * middle;
            if (excess < 0) (near, far.Excess) = ((middle, excess), far.Excess / 2);
            else (far, near.Excess) = ((middle, excess), near.Excess / 2);
        }
        return center + side * (near.Distance + far.Distance) / 2;
    }

    /// <summary>The profile of one parameter.</summary>
    private sealed class Profile(Fit fit, int index)
    {
        private readonly Box _bounds = (fit.Options.Problem?.Within as Box)?.ForDimension(fit.Point.Count)
            ?? new Box(Vector.Repeat(fit.Point.Count, double.NegativeInfinity), Vector.Repeat(fit.Point.Count, double.PositiveInfinity));

        private readonly double _least = fit.DevianceOf(fit.Loss);
        private Vector _last = fit.Point;

        /// <summary>Whether a fit was better than the one whose profile this is.</summary>
        public bool FoundLower { get; private set; }

        /// <summary>The bound of the parameter on a side.</summary>
        public double EndOf(int side) => side < 0 ? _bounds.Lower[index] : _bounds.Upper[index];

        /// <summary>|τ| at a value of the parameter; infinite if no fit has a finite loss there.</summary>
        public double RootAt(double value)
        {
            var lower = Vector.Init(fit.Point.Count, i => i == index ? value : _bounds.Lower[i]);
            var upper = Vector.Init(fit.Point.Count, i => i == index ? value : _bounds.Upper[i]);
            var start = Vector.Init(fit.Point.Count, i => i == index ? value : _last[i]);
            Method method = fit.Objective.Loss is SquaredLoss ? new LevenbergMarquardt() : new LBFGS();
            var problem = Problem.Of(fit.Objective).KeptWithin(new Box(lower, upper));
            var run = Optimizer.Run(problem, method, start, new RunOptions { TraceEvery = 0 });
            if (!double.IsFinite(run.Value)) return double.PositiveInfinity;
            _last = run.Point;
            var rise = fit.DevianceOf(run.Value) - _least;
            FoundLower |= rise < -1e-6 * (1 + Math.Abs(_least));
            return Math.Sqrt(Math.Max(0, rise));
        }
    }
}
