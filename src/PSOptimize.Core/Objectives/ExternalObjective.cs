using PSOptimize.Differentiation;

namespace PSOptimize.Objectives;

/// <summary>An objective that cannot be evaluated in this process: its values are told to the method.</summary>
internal sealed class ExternalObjective : Objective
{
    public ExternalObjective(string name, int dimension, Information offers) : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        (Dimension, Offers) = (dimension, offers);
    }

    public override DifferentiationKind Differentiation =>
        (Offers & Information.Gradient) != 0 ? DifferentiationKind.Given : DifferentiationKind.None;

    public override Information Offers { get; }

    internal override string? WhyNotLinear => null;

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer) =>
        throw new InvalidOperationException($"{Name} is evaluated elsewhere: request the points with Ask, and pass the results to Tell.");

    /// <summary>Two external objectives are equal if name, dimension, offers and direction are.</summary>
    public override bool Equals(object? obj) => obj is ExternalObjective other
        && (Name, Dimension, Offers, Maximize) == (other.Name, other.Dimension, other.Offers, other.Maximize);

    public override int GetHashCode() => HashCode.Combine(Name, Dimension, Offers, Maximize);
}
