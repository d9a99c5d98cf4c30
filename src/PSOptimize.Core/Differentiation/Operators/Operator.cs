using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>
/// An operation without side effects: its function, the code that computes the same bits, and for each operand how an adjoint
/// passes through it. A missing pull means that the derivative is zero.
/// </summary>
internal sealed class Operator
{
    public required string Name { get; init; }

    public required ValueKind Result { get; init; }

    /// <summary>A function of doubles, integers and truth values; null for operations on series.</summary>
    public Delegate? Function { get; init; }

    public required Func<Expression[], Expression> Emit { get; init; }

    public IReadOnlyList<Pull?> Pulls { get; init; } = [];

    /// <summary>Whether the operation makes a new series in the tape's arena.</summary>
    public bool Allocates { get; init; }

    public Pull? PullOf(int operand) => operand < Pulls.Count ? Pulls[operand] : null;

    public override string ToString() => Name;
}
