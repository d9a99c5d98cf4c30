using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>The adjoint that an operation hands to one operand.</summary>
/// <param name="adjoint">The adjoint of the result.</param>
/// <param name="operands">The operands' values.</param>
/// <param name="value">The result's value.</param>
internal delegate Expression Pull(Expression adjoint, Operands operands, Operands value);
