using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>The state of a <see cref="ScaledMethod"/>: that of the inner method, seen from outside.</summary>
public sealed record ScaledState : State
{
    private readonly Vector _scale;

    internal ScaledState(State inner, Vector scale, Vector point) : base(point, inner.Key)
    {
        (Inner, _scale) = (inner, scale);
        (Step, Value, LearningRate) = (inner.Step, inner.Value, inner.LearningRate);
    }

    /// <summary>The state of the inner method, at the point divided by the scale.</summary>
    public State Inner { get; private init; }

    /// <summary>A point of the inner method in the units of the objective. Where the state stands is kept exactly: x/s·s need not be x.</summary>
    internal Vector Outside(Vector inside) => inside == Inner.Point ? Point : inside.Times(_scale);

    internal ScaledState After(State inner)
    {
        var point = inner.StepNorm == 0 ? Point : inner.Point.Times(_scale);
        return new ScaledState(inner, _scale, point) { StepNorm = (point - Point).Norm() };
    }
}
