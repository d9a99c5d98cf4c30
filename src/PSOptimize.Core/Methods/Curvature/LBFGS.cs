using PSOptimize.Checks;

namespace PSOptimize.Methods.Curvature;

/// <summary>
/// Limited-memory BFGS: <c>x ← x − αHg</c>, where H is the inverse of the Hessian as far as the last m steps have shown it, and α comes
/// from a search. For smooth functions of few or many coordinates, with or without bounds.
/// </summary>
/// <remarks>
/// Liu and Nocedal 1989, "On the limited memory BFGS method for large scale optimization", alg. 2.1; Nocedal and Wright 2006, "Numerical
/// Optimization", alg. 7.4 and 7.5. Within bounds the direction is that of Byrd, Lu, Nocedal and Zhu 1995, "A limited memory algorithm for
/// bound constrained optimization", with the projection of Morales and Nocedal 2011. Differs from the papers: coordinates are divided by
/// their sizes at the start, so that units do not matter; a step that shows no curvature is not remembered.
/// A run ends by itself: see <see cref="LineSearchMethod.Tolerance"/>.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new LBFGS(), start)</code></example>
[About("x ← x − αHg, H from the last m steps, α from a search", "Liu and Nocedal 1989; Byrd, Lu, Nocedal and Zhu 1995",
    Use = "smooth functions of few or many coordinates: the first choice where gradients are good")]
public sealed record LBFGS : LineSearchMethod
{
    /// <summary>m, the number of steps that are remembered, at least 1, default 10.</summary>
    [AtLeast(1)] public int Memory { get; init => field = Checked(value); } = 10;

    private protected override Descent Descent => new LimitedMemory(Memory);
}
