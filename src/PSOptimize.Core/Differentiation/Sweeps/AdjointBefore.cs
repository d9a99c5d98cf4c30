using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>How to compute an adjoint from values that are known before a loop.</summary>
/// <param name="Emit">Builds the code, given how to read a value.</param>
internal sealed record AdjointBefore(Func<Func<Node, Expression>, Expression> Emit);
