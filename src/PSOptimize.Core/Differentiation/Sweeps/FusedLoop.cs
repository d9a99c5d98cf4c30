using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>How a loop is differentiated while it runs.</summary>
/// <param name="Before">Code before the first iteration.</param>
/// <param name="Backwards">Code at the end of each iteration, while its values are available.</param>
internal sealed record FusedLoop(IReadOnlyList<Expression> Before, IReadOnlyList<Expression> Backwards);
