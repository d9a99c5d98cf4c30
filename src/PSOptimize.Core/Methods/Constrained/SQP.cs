using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Methods.Curvature;
using PSOptimize.Objectives;

namespace PSOptimize.Methods.Constrained;

/// <summary>
/// Sequential quadratic programming: <c>x ← x + αp</c>, where p minimises <c>gᵀp + ½pᵀBp</c> under the linearised equations and
/// inequalities and within the bounds, and B is the Hessian of the Lagrange function as far as all steps have shown it. For smooth problems
/// of few coordinates with constraints.
/// </summary>
/// <remarks>
/// <para>
/// Wilson 1963; Han 1977; Powell 1978, "A fast algorithm for nonlinearly constrained optimization calculations"; Nocedal and Wright 2006,
/// "Numerical Optimization", alg. 18.3 with the damped update of eq. 18.14. The quadratic programs are solved from outside by an active set
/// (Goldfarb and Idnani 1983, "A numerically stable dual method for solving strictly convex quadratic programs"). Steps are shortened until
/// the value plus the weighted violations has fallen (Powell 1978, eq. 4.4 for the weights); a full step that fails is corrected for the
/// curvature of the constraints first (Nocedal and Wright, eq. 18.50). Where the linearised constraints contradict each other, a share of
/// their violations is left (Kraft 1988, "A software package for sequential quadratic programming", §2.2.3). Where that leads nowhere,
/// <see cref="LBFGS"/> goes on within an augmented Lagrangian, which finds the point of the least violation if no point satisfies all.
/// </para>
/// <para>
/// A run ends by itself. <c>Converged: LagrangeResidual</c>: all constraints hold to 1e-11 of how much they change over the size of the
/// point, and the gradient of the Lagrange function, without what bounds hold, is at most <see cref="Tolerance"/> of the gradients that it
/// is the sum of. Where these vanish together, as at a minimum that no constraint holds, it is measured against the longest that they have
/// been, and believed if the next step is next to nothing and looks at some points nearby show no valley. The multipliers are those of
/// <see cref="Runs.Run.Multipliers"/>: an inequality's are not negative.
/// </para>
/// Differs from the papers: coordinates are divided by their sizes at the start, so that units do not matter, and the first B gives the
/// first step a length; after the first step B is scaled to the curvature that it has shown (Nocedal and Wright, eq. 6.20).
/// </remarks>
/// <example><code>
/// var problem = Problem.Of(objective).EqualTo(sum).AtMost(load);
/// var run = Optimizer.Run(problem, new SQP(), start);
/// var prices = run.Multipliers;
/// </code></example>
[About("x ← x + αp, p the minimum of gᵀp + ½pᵀBp under linearised constraints", "Powell 1978; Nocedal and Wright 2006, alg. 18.3",
    Use = "smooth problems of few coordinates with equations and inequalities")]
public sealed record SQP : Method
{
    /// <summary>The length of the first step, above 0, default 1, in sizes of the coordinates at the start.</summary>
    [Positive] public double FirstStep { get; init => field = Checked(value); } = 1;

    /// <summary>
    /// Above 0, default 1e-9: the gradient of the Lagrange function at which a run has converged, relative to the gradients in it.
    /// </summary>
    [Positive] public double Tolerance { get; init => field = Checked(value); } = 1e-9;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => 2.0 * dimension * dimension;

    /// <inheritdoc/>
    public override Information Needs => Information.Value | Information.Gradient;

    /// <inheritdoc/>
    public override bool EndsByItself => true;

    /// <summary>Boxes only.</summary>
    /// <param name="set">A box, a simplex or a ball.</param>
    public override bool CanKeepWithin(Projection set) => set is Box;

    /// <inheritdoc/>
    internal override bool KeepsConstraints => true;

    /// <inheritdoc/>
    protected override string? WhyNot(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.EquationWeight != Problem.UsualEquationWeight
            ? $"{Name} weighs no squares of equations, and {problem.Objective.Name} comes with a weight of {problem.EquationWeight}: "
                + "leave it out, or choose a method that works within an augmented Lagrangian, such as LBFGS."
            : Kinks.WhyNot(this, problem);
    }

    /// <inheritdoc/>
    protected override Solver Solve(Problem problem) => new QuadraticSolver(this, problem);
}
