using PSOptimize.Differentiation;

namespace PSOptimize.Objectives;

/// <summary>An objective that nobody can evaluate here: what is known of its points is told.</summary>
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
        throw new InvalidOperationException($"{Name} is evaluated elsewhere: ask for the points with Ask, and tell what comes back with Tell.");

    /// <summary>Two that are told from elsewhere are the same if they are called the same and take and give the same.</summary>
    public override bool Equals(object? obj) => obj is ExternalObjective other
        && (Name, Dimension, Offers, Maximize) == (other.Name, other.Dimension, other.Offers, other.Maximize);

    public override int GetHashCode() => HashCode.Combine(Name, Dimension, Offers, Maximize);
}
