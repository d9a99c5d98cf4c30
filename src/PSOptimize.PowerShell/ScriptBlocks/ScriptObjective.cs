using System.Management.Automation;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>An objective that invokes a script block for its value, and another one for its gradient if there is one.</summary>
internal sealed class ScriptObjective : Objective
{
    private readonly ScriptFunction _value;
    private readonly ScriptFunction? _gradient;
    private string? _notExact;
    private string? _text;

    public ScriptObjective(string name, ScriptFunction value, ScriptFunction? gradient, SessionState session) : base(name)
    {
        (_value, _gradient, Home) = (value, gradient, new ScriptHome(value, session));
        Dimension = value.Form.Dimension;
    }

    public override DifferentiationKind Differentiation => _gradient is null ? DifferentiationKind.None : DifferentiationKind.Given;

    public override string? OutsideExact => _notExact;

    /// <inheritdoc/>
    internal override bool IsInvoked => true;

    /// <inheritdoc/>
    internal override bool IsRough => Home.RunsProgram || Home.DrawsNumbers;

    /// <inheritdoc/>
    public override string Script => _text ??= new ScriptDependencies(Blocks, Kept, Home.Session).Annotated(_value.Block.ToString());

    /// <summary>The form of the value block.</summary>
    public ScriptForm Form => _value.Form;

    /// <summary>The session in which the blocks were made.</summary>
    public ScriptHome Home { get; }

    /// <summary>The blocks that it invokes: that of the value, and that of the gradient if there is one.</summary>
    public IEnumerable<ScriptBlock> Blocks => _gradient is null ? [_value.Block] : [_value.Block, _gradient.Block];

    /// <summary>The same objective, which says why its gradient is not exact.</summary>
    public ScriptObjective Without(string reason)
    {
        var copy = (ScriptObjective)MemberwiseClone();
        copy._notExact = reason;
        return copy;
    }

    /// <summary>The variables that the blocks keep from the function in which they were made.</summary>
    public IEnumerable<PSVariable> Kept => [.. _value.Kept, .. _gradient?.Kept ?? []];

    /// <summary>The same objective with its blocks replaced; its text stays if it is known.</summary>
    public ScriptObjective With(Func<ScriptBlock, ScriptBlock> change) => new(
        Name,
        _value.With(change(_value.Block)),
        _gradient?.With(change(_gradient.Block)),
        Home.Session)
    { _text = _text };

    /// <inheritdoc/>
    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        answer.Value = ValueAt(query.Point);
        if (answer.Wants(Information.Gradient)) GradientAt(query.Point, answer.Gradient);
    }

    /// <inheritdoc/>
    internal override void Together(Vector point, Action evaluations) => _value.Together(point.Count, evaluations);

    /// <summary>The number that the value block returns at a point.</summary>
    public double ValueAt(Vector point) => _value.Number(point);

    /// <summary>Writes the numbers that the gradient block returns at a point.</summary>
    public void GradientAt(Vector point, Span<double> gradient)
    {
        var numbers = _gradient!.Numbers(point);
        if (numbers.Length != gradient.Length) throw ScriptException.WrongGradient(numbers.Length, gradient.Length);
        numbers.CopyTo(gradient);
    }
}
