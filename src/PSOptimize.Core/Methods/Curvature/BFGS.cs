namespace PSOptimize.Methods.Curvature;

/// <summary>
/// The method of Broyden, Fletcher, Goldfarb and Shanno: <c>x ← x − αHg</c>, where H is the inverse of the Hessian as far as all steps have
/// shown it, and α comes from a search. For smooth functions of few coordinates, with or without bounds.
/// </summary>
/// <remarks>
/// Broyden 1970; Fletcher 1970; Goldfarb 1970; Shanno 1970; Nocedal and Wright 2006, "Numerical Optimization", alg. 6.1 with eq. 6.17 and
/// the first H of eq. 6.20. A step takes n² operations; <see cref="LBFGS"/> suits many coordinates better. Within bounds the step is that
/// to the minimum of the quadratic model within them, which takes n³. Differs from the papers: coordinates are divided by their sizes at
/// the start, so that units do not matter; a step that shows no curvature is not remembered.
/// A run ends by itself: see <see cref="LineSearchMethod.Tolerance"/>.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new BFGS(), start)</code></example>
[About("x ← x − αHg, H from all steps, α from a search", "Broyden, Fletcher, Goldfarb and Shanno 1970; Nocedal and Wright 2006, alg. 6.1",
    Use = "smooth functions of few coordinates, up to some hundreds")]
public sealed record BFGS : LineSearchMethod
{
    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => 2.0 * dimension * dimension;

    private protected override Descent Descent => new InverseHessian();
}
