using System.Linq.Expressions;

namespace PSOptimize.Differentiation;

/// <summary>Where a <see cref="TangentSweep"/> keeps the tangents along one of its directions.</summary>
/// <param name="index">Which direction, from 0.</param>
internal sealed class Direction(int index)
{
    private readonly Dictionary<ParameterExpression, ParameterExpression> _tangents = [];

    /// <summary>All variables of this direction.</summary>
    public IEnumerable<ParameterExpression> Variables => _tangents.Values;

    /// <summary>Finds the memory of this direction, before anything else.</summary>
    public List<Expression> Prologue { get; } = [];

    /// <summary>The tangent of a variable.</summary>
    public ParameterExpression TangentOf(ParameterExpression variable)
    {
        if (!_tangents.TryGetValue(variable, out var tangent))
            _tangents.Add(variable, tangent = Expression.Variable(variable.Type, $"{variable.Name}Tangent{index}"));
        return tangent;
    }

    /// <summary>Where the tangents of the numbers in some memory are: the point, the output, the tape or a constant array.</summary>
    public Expression MemoryOf(Expression memory)
    {
        if (memory is not ParameterExpression parameter)
            return ForwardSweep.CallTo(SeriesAccess.ZerosLike, memory);
        if (_tangents.TryGetValue(parameter, out var known))
            return known;
        var tangents = TangentOf(parameter);
        var which = Expression.Constant(index);
        Prologue.Add(Expression.Assign(tangents,
            parameter == ForwardSweep.Tape ? Expression.ArrayIndex(TangentSweep.Tapes, which)
            : parameter == ForwardSweep.Point ? ForwardSweep.CallTo(SeriesAccess.Direction, TangentSweep.Directions, parameter, which)
            : ForwardSweep.CallTo(SeriesAccess.Product, TangentSweep.Products, parameter, which)));
        return tangents;
    }
}
