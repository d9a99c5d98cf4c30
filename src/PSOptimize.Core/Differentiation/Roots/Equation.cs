namespace PSOptimize.Differentiation;

/// <summary>An equation that a loop solves by halving a bracket, or in a similar way: residual(guess) = 0.</summary>
/// <param name="Guess">The value, new in each iteration, at which the residual is computed.</param>
/// <param name="Residuals">What is compared to decide what the guess replaces; usually one.</param>
/// <param name="Solutions">The numbers that the loop carries and that approach the root: guesses, and weighted means of them.</param>
/// <param name="EndsOnResidual">Whether the loop may end because a residual is small.</param>
internal sealed record Equation(
    Node Guess, IReadOnlyList<Residual> Residuals, IReadOnlyList<ParameterNode> Solutions, bool EndsOnResidual);
