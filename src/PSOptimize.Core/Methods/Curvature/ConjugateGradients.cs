using PSOptimize.Methods.Searches;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// Nonlinear conjugate gradients: <c>d ← −g + βd</c>, <c>x ← x + αd</c>. It remembers one step, so that it suits very many coordinates,
/// with or without bounds.
/// </summary>
/// <remarks>
/// Hager and Zhang 2005, "A new conjugate gradient method with guaranteed descent and an efficient line search" (CG_DESCENT). A direction
/// that is none of descent is replaced by the steepest one. Differs from the papers: coordinates are divided by their sizes at the start,
/// so that units do not matter; the first trial of a search is the minimum along its line by the curvature that the last step has shown;
/// coordinates at a bound that the gradient holds there leave the directions.
/// A run ends by itself: see <see cref="LineSearchMethod.Tolerance"/>.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new ConjugateGradients(), start)</code></example>
[About("d ← −g + βd, x ← x + αd, α from a search", "Hager and Zhang 2005, eq. 1.6 and 4.1",
    Use = "smooth functions of very many coordinates, with little memory")]
public sealed record ConjugateGradients : LineSearchMethod
{
    /// <summary>A method with the search of Hager and Zhang.</summary>
    public ConjugateGradients() => Search = new HagerZhang { Curvature = 0.1 };

    /// <summary>β, default <see cref="ConjugateForm.HagerZhang"/>.</summary>
    public ConjugateForm Form { get; init; }

    private protected override Descent Descent => new LastDirection(Form);
}
