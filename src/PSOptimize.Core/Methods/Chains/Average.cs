using System.Runtime.CompilerServices;

namespace PSOptimize.Methods.Chains;

/// <summary>An exponentially weighted moving average, <c>a ← βa + (1 − β)u</c>, as part of a rule.</summary>
internal readonly struct Average(double beta, double share)
{
    private readonly double _beta = beta;
    private readonly double _share = share;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Average(double beta) : this(beta, 1 - beta) { }

    /// <summary>The average with one more update.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes With(Lanes update, Lanes average) => LaneMath.MultiplyAdd(update, Simd.Create(_share), average * _beta);

    /// <summary>The average with the square of one more update.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes WithSquare(Lanes update, Lanes average) => LaneMath.MultiplyAdd(update * _share, update, average * _beta);
}
