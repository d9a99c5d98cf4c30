using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>How the forward sweep records a loop.</summary>
/// <param name="Trips">Counts the iterations.</param>
/// <param name="Pushes">Code that pushes values on the tape at the beginning of an iteration.</param>
internal sealed record LoopRecord(ParameterExpression Trips, IReadOnlyList<Expression> Pushes);
