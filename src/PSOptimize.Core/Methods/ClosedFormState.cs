using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>The state of <see cref="ClosedForm"/>: where it stands.</summary>
public sealed record ClosedFormState : State
{
    internal ClosedFormState(Vector point, Key key) : base(point, key) { }
}
