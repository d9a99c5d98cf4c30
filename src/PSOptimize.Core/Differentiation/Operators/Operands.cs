using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>
/// Values that a derivative may read. Reading has a price: the value must still be available in the reverse sweep.
/// </summary>
/// <param name="read">Gives the code that reads the value at an index.</param>
internal readonly struct Operands(Func<int, Expression> read)
{
    public Expression this[int index] => read(index);
}
