using System.Management.Automation;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>An objective that invokes a script block, and takes its gradient from another or from differences.</summary>
internal sealed class ScriptObjective : Objective
{
    private readonly ScriptFunction _value;
    private readonly ScriptFunction? _gradient;

    public ScriptObjective(string name, ScriptFunction value, ScriptFunction? gradient, DifferentiationKind differentiation, SessionState? home) : base(name)
    {
        (_value, _gradient, Differentiation, Home) = (value, gradient, differentiation, home);
        Dimension = value.Form.Dimension;
    }

    public override DifferentiationKind Differentiation { get; }

    /// <summary>The construct, line and column because of which the gradient is not exact; null where nobody asked.</summary>
    public string? OutsideExact { get; init; }

    /// <summary>The session in which the blocks were made, whose variables they see.</summary>
    public SessionState? Home { get; }

    /// <summary>Whether the current thread runs that session.</summary>
    public bool IsHome => _value.IsHome;

    /// <summary>The blocks that it invokes: the value, and the gradient where there is one.</summary>
    public IEnumerable<ScriptBlock> Blocks => _gradient is null ? [_value.Block] : [_value.Block, _gradient.Block];

    /// <summary>The same objective of other blocks.</summary>
    public ScriptObjective With(Func<ScriptBlock, ScriptBlock> change) =>
        new(Name, new ScriptFunction(change(_value.Block)), _gradient is null ? null : new ScriptFunction(change(_gradient.Block)), Differentiation, Home);

    /// <summary>The number that the value block gives at a point.</summary>
    public double Number(Vector point) => _value.Number(point);

    /// <summary>The numbers that the gradient block gives at a point.</summary>
    public double[] Numbers(Vector point) => _gradient!.Numbers(point);

    /// <inheritdoc/>
    protected internal override double Evaluate(Vector point, Draw draw, Span<double> gradient) => Evaluate(point, gradient, Number, Numbers);

    /// <summary>Value and gradient, made of what the blocks give.</summary>
    /// <param name="point">The point.</param>
    /// <param name="gradient">Empty when only the value is wanted.</param>
    /// <param name="value">Stands for the value block; which points it is called with does not depend on what it gives.</param>
    /// <param name="slope">Stands for the gradient block.</param>
    public double Evaluate(Vector point, Span<double> gradient, Func<Vector, double> value, Func<Vector, double[]> slope)
    {
        var result = value(point);
        if (gradient.IsEmpty) return result;
        switch (Differentiation)
        {
            case DifferentiationKind.Given:
                var numbers = slope(point);
                if (numbers.Length != gradient.Length) throw ScriptException.WrongGradient(numbers.Length, gradient.Length);
                numbers.CopyTo(gradient);
                break;
            case DifferentiationKind.Forward:
                FiniteDifferences.Forward(value, point, result).AsSpan().CopyTo(gradient);
                break;
            case DifferentiationKind.Central:
                FiniteDifferences.Central(value, point).AsSpan().CopyTo(gradient);
                break;
            default:
                throw new InvalidOperationException($"{Name} has no gradient: choose a method that needs none, or give the objective one.");
        }
        return result;
    }
}
