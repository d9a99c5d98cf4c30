using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>The state of an <see cref="AugmentedLagrangian"/>: that of the inner method, and the multipliers.</summary>
public sealed record AugmentedLagrangianState : State
{
    internal AugmentedLagrangianState(State inner, Vector multipliers, Vector penalties) : base(inner.Point, inner.Key)
    {
        (Inner, Multipliers, Penalties) = (inner, multipliers, penalties);
        (Step, StepNorm, LearningRate) = (inner.Step, inner.StepNorm, inner.LearningRate);
    }

    /// <summary>The state of the inner method.</summary>
    public State Inner { get; }

    /// <summary>λⱼ, one a constraint.</summary>
    public Vector Multipliers { get; }

    /// <summary>ρⱼ, one a constraint.</summary>
    public Vector Penalties { get; }
}
