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

    /// <inheritdoc/>
    protected internal override double Evaluate(Vector point, Draw draw, Span<double> gradient)
    {
        var value = _value.Number(point);
        if (gradient.IsEmpty) return value;
        switch (Differentiation)
        {
            case DifferentiationKind.Given:
                var numbers = _gradient!.Numbers(point);
                if (numbers.Length != gradient.Length) throw ScriptException.WrongGradient(numbers.Length, gradient.Length);
                numbers.CopyTo(gradient);
                break;
            case DifferentiationKind.Forward:
                FiniteDifferences.Forward(_value.Number, point, value).AsSpan().CopyTo(gradient);
                break;
            case DifferentiationKind.Central:
                FiniteDifferences.Central(_value.Number, point).AsSpan().CopyTo(gradient);
                break;
            default:
                throw new InvalidOperationException($"{Name} has no gradient: choose a method that needs none, or give the objective one.");
        }
        return value;
    }
}
