using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Objectives;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// Newton's method with a trust region: <c>x ← x + p</c>, where p minimises the quadratic model <c>gᵀp + ½pᵀHp</c> within a radius that
/// grows while the model is right. It follows negative curvature, and so leaves saddles.
/// </summary>
/// <remarks>
/// Up to <see cref="AssembledUpTo"/> coordinates, and within bounds, the Hessian is assembled from n products, the first of which is asked
/// for with the value, and the subproblem is solved exactly by its eigenvalues, hard case included (Moré and Sorensen 1983, "Computing a
/// trust region step"; Conn, Gould and Toint 2000, "Trust-Region Methods", §7.3). Beyond, conjugate gradients solve it to an accuracy that
/// grows with the progress (Steihaug 1983, "The conjugate gradient method and trust regions in large scale optimization"), one product and
/// one transition each. Where the objective offers no Hessian products, differences of gradients supply them.
/// <para>
/// Where the Hessian is assembled, a step that fails is followed by another one before the radius becomes smaller: along a curved valley
/// the first goes uphill and the second comes down again, further on. It is the watchdog of Chamberlain, Powell, Lemaréchal and Pedersen
/// 1982, "The watchdog technique for forcing convergence in algorithms for constrained optimization", with one step. After a pair that
/// comes to nothing, twice as many iterates pass until the next one.
/// </para>
/// Differs from the papers: the norm is that of coordinates divided by their sizes at the start, so that units do not matter; within
/// bounds, coordinates that leave them are fixed there and the subproblem is solved again for the others, or the projected gradient is
/// followed if that promises more; decreases within the rounding of the value count as they were promised (Conn, Gould and Toint, §17.4.2).
/// </remarks>
/// <example><code>Optimizer.Run(objective, new TrustRegionNewton(), start)</code></example>
[About("x ← x + p, p the minimum of gᵀp + ½pᵀHp within a radius", "Moré and Sorensen 1983; Steihaug 1983",
    Use = "smooth functions of few coordinates; few steps, and it leaves saddles")]
public sealed record TrustRegionNewton : Method
{
    /// <summary>The first radius, above 0, default 1, in sizes of the coordinates at the start.</summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 1;

    /// <summary>The number of coordinates up to which the Hessian is assembled, at least 0, default 100.</summary>
    [AtLeast(0)] public int AssembledUpTo { get; init => field = Checked(value); } = 100;

    /// <summary>
    /// Relative accuracy of each coordinate at which a run has converged, above 0, default 1e-8: the next full step is at most this share
    /// of the range that the coordinate has gone through.
    /// </summary>
    [Positive] public double Tolerance { get; init => field = Checked(value); } = 1e-8;

    /// <inheritdoc/>
    public override Information Needs => Information.Value | Information.Gradient | Information.HessianProduct;

    /// <inheritdoc/>
    public override bool EndsByItself => true;

    /// <summary>Boxes only.</summary>
    /// <param name="set">A box, a simplex or a ball.</param>
    public override bool CanKeepWithin(Projection set) => set is Box;

    /// <inheritdoc/>
    protected override string? WhyNot(Problem problem) => Kinks.WhyNot(this, problem);

    /// <inheritdoc/>
    protected override Solver Solve(Problem problem) => new TrustRegionSolver(this, problem);
}
