using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Methods.Curvature;
using PSOptimize.Objectives;

namespace PSOptimize.Methods.Global;

/// <summary>
/// A method for functions with many minima: it says where a local method searches next, and keeps the lowest minimum. It ends by itself
/// when searches find nothing better.
/// </summary>
/// <remarks>
/// The answer is the lowest minimum that was found. That it is the lowest of all cannot be known: <c>Converged: RestartGain</c> says that
/// the last <see cref="VainRestarts"/> searches have found nothing better, and that the best one ended at a minimum.
/// An iteration is a local search, or a round of trials.
/// </remarks>
public abstract record GlobalMethod : Method
{
    private protected GlobalMethod(int vainRestarts) => VainRestarts = vainRestarts;

    /// <summary>
    /// The method that searches locally, or its name; default <see cref="LBFGS"/>. One that ends by itself suits best: without gradients
    /// QuadraticInterpolation or NelderMead, for sums of squares LevenbergMarquardt.
    /// </summary>
    public Method Local
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Local));
            field = value;
        }
    } = new LBFGS();

    /// <summary>The iterations after which a local search is broken off, at least 1, default 1000.</summary>
    [AtLeast(1)] public long LocalIterations { get; init => field = Checked(value); } = 1000;

    /// <summary>How many searches in a row must bring nothing better before a run ends, at least 1; each method has a default.</summary>
    [AtLeast(1)] public int VainRestarts { get; init => field = Checked(value); }

    /// <summary>What the local method needs.</summary>
    public sealed override Information Needs => Local.Needs;

    /// <inheritdoc/>
    public sealed override int Dimension => Local.Dimension;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => Local.Extent(dimension);

    /// <inheritdoc/>
    public sealed override bool EndsByItself => true;

    /// <summary>Boxes only.</summary>
    /// <param name="set">A box, a simplex or a ball.</param>
    public sealed override bool CanKeepWithin(Projection set) => set is Box && Local.CanKeepWithin(set);

    /// <inheritdoc/>
    protected sealed override string? WhyNot(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.Equations.Count + problem.Inequalities.Count > 0)
            return $"{Name} compares minima by their values, and under equations or inequalities a lower value is not always better: "
                + "choose a first-order method, or none.";
        return Local.Refusal(problem) is { } reason ? $"{Name} searches with {Local.Name}: {reason}" : null;
    }
}
