using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>The adjoint that an operation hands to one operand.</summary>
/// <param name="adjoint">The adjoint of the result.</param>
/// <param name="operands">The operands' values.</param>
/// <param name="value">The result's value.</param>
internal delegate Expression Pull(Expression adjoint, Operands operands, Operands value);

/// <summary>
/// Values that a derivative may ask for. Asking has a price: what is asked for must still be there in the reverse sweep.
/// </summary>
internal readonly struct Operands(IReadOnlyList<Node> nodes, Func<Node, Expression> read)
{
    public Expression this[int index] => read(nodes[index]);
}

/// <summary>
/// An operation without side effects: what it computes, the same as compiled code, and for each operand how an adjoint passes
/// through it. A missing pull means that the derivative is zero.
/// </summary>
internal sealed class Operator
{
    public required string Name { get; init; }

    public required ValueKind Result { get; init; }

    /// <summary>What the operation computes: a function of doubles, integers and truth values, or null for operations on series.</summary>
    public Delegate? Function { get; init; }

    public required Func<Expression[], Expression> Emit { get; init; }

    public IReadOnlyList<Pull?> Pulls { get; init; } = [];

    /// <summary>Whether the operation makes a new series in the tape's arena.</summary>
    public bool Allocates { get; init; }

    public Pull? PullOf(int operand) => operand < Pulls.Count ? Pulls[operand] : null;

    public override string ToString() => Name;
}
