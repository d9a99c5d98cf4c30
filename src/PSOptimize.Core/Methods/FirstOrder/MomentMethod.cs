using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Schedules;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// A method of Adam's family: a moving average of the gradients, over the root of one of their squares or of what stands for it.
/// </summary>
public abstract record MomentMethod : ScalingMethod
{
    /// <summary>For derived methods.</summary>
    /// <param name="learningRate">The method's default rate.</param>
    /// <param name="epsilon">The method's default e.</param>
    protected MomentMethod(Schedule learningRate, double epsilon = 1e-8) : base(learningRate) => Epsilon = epsilon;

    /// <summary>β₁ in [0, 1), default 0.9: memory of the first moment.</summary>
    [Fraction] public double Beta1 { get; init => field = Checked(value); } = 0.9;

    /// <summary>β₂ in [0, 1), default 0.999: memory of the second moment, or of what stands for it.</summary>
    [Fraction] public double Beta2 { get; init => field = Checked(value); } = 0.999;

    /// <summary>e ≥ 0, default 1e-8 unless the method says otherwise: keeps the division safe.</summary>
    [NonNegative] public double Epsilon { get; init => field = Checked(value); }

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["FirstMoment", "SecondMoment"];

    /// <summary>The scaling of another method of the family, with the moments of this one.</summary>
    /// <param name="other">The other method.</param>
    protected Transformation ScalingOf(MomentMethod other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (other with { Beta1 = Beta1, Beta2 = Beta2, Epsilon = Epsilon }).Scaling;
    }

    /// <summary>
    /// The correction of both moments for their start at 0: <c>m̂/(√v̂ + e)</c> is <c>a m/(√v + r e)</c> with <c>a = r/(1 − β₁ᵗ)</c> and
    /// <c>r = √(1 − β₂ᵗ)</c>, the same number with one root and one division.
    /// </summary>
    /// <param name="step">The step.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected (double Factor, double Root) Corrections(in Step step)
    {
        var root = Math.Sqrt(step.Correction(Beta2));
        return (root / step.Correction(Beta1), root);
    }
}
