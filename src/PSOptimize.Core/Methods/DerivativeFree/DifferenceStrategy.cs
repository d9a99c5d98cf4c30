namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// How differential evolution makes a mutant of the members of its population; a, b, c are different ones drawn at random.
/// </summary>
public enum DifferenceStrategy
{
    /// <summary><c>a + F(b − c)</c>.</summary>
    Random,

    /// <summary><c>best + F(b − c)</c>.</summary>
    Best,

    /// <summary><c>x + F(best − x) + F(b − c)</c>, x the member that the mutant competes with.</summary>
    CurrentToBest,
}
