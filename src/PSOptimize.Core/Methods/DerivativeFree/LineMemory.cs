using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>The memory of a search on a line; its point, of one coordinate, is the best so far.</summary>
public sealed record LineMemory : TrialMemory
{
    internal LineMemory(Vector point, Key key) : base(point, key) { }

    /// <summary>The lower end of the bracket; −∞ while none is known.</summary>
    public double Lower { get; init; }

    /// <summary>The upper end of the bracket; ∞ while none is known.</summary>
    public double Upper { get; init; }

    /// <summary>How far the next step to an unknown end reaches.</summary>
    public double Reach { get; init; }

    /// <summary>The second best place, of Brent's method.</summary>
    public double Second { get; init; }

    /// <summary>The value there.</summary>
    public double SecondValue { get; init; } = double.PositiveInfinity;

    /// <summary>The third best place, or the former second, of Brent's method.</summary>
    public double Third { get; init; }

    /// <summary>The value there.</summary>
    public double ThirdValue { get; init; } = double.PositiveInfinity;

    /// <summary>The last move, of Brent's method.</summary>
    public double Move { get; init; }

    /// <summary>The move before it.</summary>
    public double EarlierMove { get; init; }

    /// <inheritdoc/>
    internal override IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        .. base.Conditions(),
        (Lower <= Point[0], nameof(Lower)), (Upper >= Point[0], nameof(Upper)), (Reach > 0, nameof(Reach)),
    ];
}
