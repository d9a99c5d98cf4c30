using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Methods.Searches;
using PSOptimize.Objectives;

namespace PSOptimize.Methods.Curvature;

/// <summary>A method that goes along a direction of descent as far as a search says. It ends by itself.</summary>
public abstract record LineSearchMethod : Method
{
    private protected LineSearchMethod() { }

    /// <summary>How far to go along a direction, default <see cref="StrongWolfe"/>.</summary>
    public Search Search { get; init => field = Checked(value); } = new StrongWolfe();

    /// <summary>The length of the first trial, above 0, default 1, in sizes of the coordinates at the start.</summary>
    [Positive] public double FirstStep { get; init => field = Checked(value); } = 1;

    /// <summary>
    /// Relative accuracy of each coordinate at which a run has converged, above 0, default 1e-8: the next full step is at most this share
    /// of the range that the coordinate has gone through.
    /// </summary>
    [Positive] public double Tolerance { get; init => field = Checked(value); } = 1e-8;

    /// <inheritdoc/>
    public sealed override Information Needs => Information.Value | Information.Gradient;

    /// <inheritdoc/>
    public sealed override bool EndsByItself => true;

    /// <summary>Boxes only.</summary>
    /// <param name="set">A box, a simplex or a ball.</param>
    public override bool CanKeepWithin(Projection set) => set is Box;

    /// <inheritdoc/>
    protected sealed override string? WhyNot(Problem problem) => Kinks.WhyNot(this, problem);

    /// <inheritdoc/>
    protected sealed override Solver Solve(Problem problem) => new LineSearchSolver(this, problem);

    /// <summary>The direction at a point, from what the method remembers.</summary>
    private protected abstract Descent Descent { get; }

    /// <summary>The descent of a method.</summary>
    internal static Descent DescentOf(LineSearchMethod method) => method.Descent;
}
